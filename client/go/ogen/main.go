// Holds the short conversation, with what ogen makes: ogen <server> <token> <customer>
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/google/uuid"

	tagapi "conversation/target/ogen"
)

type token string

func (t token) OAuth2(context.Context, tagapi.OperationName) (tagapi.OAuth2, error) {
	return tagapi.OAuth2{Token: string(t)}, nil
}

type conversation struct {
	ctx        context.Context
	client     *tagapi.Client
	customerID string
}

func (c conversation) create(request tagapi.CreateTagRequest, key tagapi.OptString) tagapi.Tag {
	params := tagapi.CreateTagParams{CustomerId: c.customerID, IdempotencyKey: key}
	response := must[*tagapi.TagResponseHeaders](c.client.CreateTag(c.ctx, &request, params))
	return response.Response.Data.Tags[0]
}

func (c conversation) update(id uuid.UUID, request tagapi.UpdateTagRequest) tagapi.Tag {
	params := tagapi.UpdateTagParams{CustomerId: c.customerID, TagId: id}
	response := must[*tagapi.GetTagOKHeaders](c.client.UpdateTag(c.ctx, &request, params))
	return response.Response.Data.Tags[0]
}

func (c conversation) assign(devices []string, tags []uuid.UUID, params tagapi.BulkAssignTagsParams) tagapi.BulkTagsCounts {
	params.CustomerId = c.customerID
	request := tagapi.BulkTagsRequest{DeviceIds: devices, TagIds: tags}
	response := must[*tagapi.BulkTagsResponseHeaders](c.client.BulkAssignTags(c.ctx, &request, params))
	return response.Response.Data
}

// must gives back the response that is expected of a call; the client has a type for each documented status.
func must[T any](response any, err error) T {
	expected, ok := response.(T)
	if err == nil && !ok {
		err = fmt.Errorf("the response is a %T", response)
	}
	if err != nil {
		log.Fatal(err)
	}
	return expected
}

func shown(tag tagapi.Tag) string {
	return tag.Name + ", " + tag.Description.Or("-")
}

func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: ogen <server> <token> <customer>")
	}
	client, err := tagapi.NewClient(os.Args[1]+"/tag/v1", token(os.Args[2]))
	if err != nil {
		log.Fatal(err)
	}
	c := conversation{context.Background(), client, os.Args[3]}

	floor := c.create(tagapi.CreateTagRequest{Name: "Floor 2", Description: tagapi.NewOptNilString("Scanners")}, tagapi.OptString{})
	fmt.Println("created", shown(floor))
	loan := c.create(tagapi.CreateTagRequest{Name: "On loan"}, tagapi.NewOptString("order-7"))
	again := c.create(tagapi.CreateTagRequest{Name: "On loan"}, tagapi.NewOptString("order-7"))
	if loan.ID == again.ID {
		fmt.Println("created On loan, and again the same")
	}
	fmt.Println("renamed", shown(c.update(floor.ID, tagapi.UpdateTagRequest{Name: tagapi.NewOptNilString("Second floor")})))
	var none tagapi.OptNilString
	none.SetToNull()
	fmt.Println("cleared", shown(c.update(floor.ID, tagapi.UpdateTagRequest{Description: none})))

	two, tags := []string{"DEVICE-1", "DEVICE-2"}, []uuid.UUID{floor.ID, loan.ID}
	dryRun := tagapi.BulkAssignTagsParams{DryRun: tagapi.NewOptBool(true)}
	fmt.Println("dry run of", c.assign(two, tags, dryRun).ChangedCount)
	fmt.Println("assigned", c.assign(two, tags, tagapi.BulkAssignTagsParams{}).ChangedCount)
	inPart := tagapi.BulkAssignTagsParams{Atomic: tagapi.NewOptBool(false)}
	part := c.assign([]string{"DEVICE-3", "van 7"}, tags[1:], inPart)
	fmt.Printf("in part %d assigned, %d failed\n", part.ChangedCount, len(part.Failures))
	search := tagapi.SearchDevicesParams{CustomerId: c.customerID, AllTags: tags, AnyTags: tags, NoTags: []uuid.UUID{}}
	fmt.Print("found")
	found := must[*tagapi.DevicePageResponseHeaders](client.SearchDevices(c.ctx, search))
	for _, device := range found.Response.Data.Devices {
		fmt.Print(" ", device.ID)
	}
	fmt.Println()

	get := tagapi.GetTagParams{CustomerId: c.customerID, TagId: floor.ID}
	get.IfNoneMatch = must[*tagapi.GetTagOKHeaders](client.GetTag(c.ctx, get)).ETag
	must[*tagapi.NotModified](client.GetTag(c.ctx, get))
	fmt.Println("unchanged")
	taken := tagapi.CreateTagRequest{Name: "ON LOAN"}
	refused := must[*tagapi.BadRequestHeaders](client.CreateTag(c.ctx, &taken, tagapi.CreateTagParams{CustomerId: c.customerID}))
	fmt.Println("refused", refused.Response.Result, refused.Response.Code)
	events := must[*tagapi.EventPageResponseHeaders](client.ListEvents(c.ctx, tagapi.ListEventsParams{CustomerId: c.customerID}))
	var types []string
	for _, event := range events.Response.Data.Events {
		types = append(types, event.Type)
	}
	fmt.Println("events", strings.Join(types, " "))
	for _, id := range tags {
		must[*tagapi.DeleteTagNoContent](client.DeleteTag(c.ctx, tagapi.DeleteTagParams{CustomerId: c.customerID, TagId: id}))
	}
	fmt.Println("deleted")
}
