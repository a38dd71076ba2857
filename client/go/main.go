// Holds the conversation that a file describes with a server, and prints what was said.
//
//	go run . <client> <address> <customer> <file>
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// connect makes a client of the server at an address. The access token, if there is one, is in the HTTP client.
type connect func(ctx context.Context, address string, http *http.Client) (TagAPI, error)

// A time before this one would be seconds by mistake.
var earliest = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

type step struct {
	Do             string          `json:"do"`
	Token          string          `json:"token"`
	As             string          `json:"as"`
	Client         string          `json:"client"`
	Secret         string          `json:"secret"`
	Scope          string          `json:"scope"`
	Tag            string          `json:"tag"`
	Name           json.RawMessage `json:"name"`
	Text           json.RawMessage `json:"description"`
	IdempotencyKey *string         `json:"idempotencyKey"`
	IfMatch        *string         `json:"ifMatch"`
	PageSize       int32           `json:"pageSize"`
	SortBy         *string         `json:"sortBy"`
	SortOrder      *string         `json:"sortOrder"`
	Devices        int             `json:"devices"`
	Tags           []string        `json:"tags"`
	DryRun         bool            `json:"dryRun"`
	AssignTags     []string        `json:"assignTags"`
	UnassignTags   []string        `json:"unassignTags"`
	AllTags        []string        `json:"allTags"`
	AnyTags        []string        `json:"anyTags"`
	NoTags         []string        `json:"noTags"`
	IncludeTotal   bool            `json:"includeTotal"`
	Device         string          `json:"device"`
}

type namedID struct {
	name, id string
}

type conversation struct {
	connect    connect
	address    string
	customerID string
	tokens     map[string]oauth2.TokenSource
	ids        []namedID
}

func (c *conversation) say(ctx context.Context, s step) error {
	err := c.perform(ctx, s)
	var refused *RefusedError
	if errors.As(err, &refused) {
		c.print(s.Do + ": " + refused.Error())
		return nil
	}
	return err
}

func (c *conversation) perform(ctx context.Context, s step) error {
	if s.Do == "token" {
		return c.token(ctx, s)
	}
	client := http.DefaultClient
	if source, ok := c.tokens[s.Token]; ok {
		client = oauth2.NewClient(ctx, source)
	}
	api, err := c.connect(ctx, c.address, client)
	if err != nil {
		return err
	}
	switch s.Do {
	case "createTag":
		return c.createTag(api, s)
	case "getTag":
		tag, err := api.GetTag(c.customerID, c.id(s.Tag))
		if err == nil {
			c.print("getTag: " + describe(tag))
		}
		return err
	case "listTags":
		return c.listTags(api, s)
	case "updateTag":
		return c.updateTag(api, s)
	case "deleteTag":
		err := api.DeleteTag(c.customerID, c.id(s.Tag))
		if err == nil {
			c.print("deleteTag: done")
		}
		return err
	case "bulkAssignTags":
		return c.bulk(api.BulkAssignTags, s)
	case "bulkUnassignTags":
		return c.bulk(api.BulkUnassignTags, s)
	case "changeDeviceTags":
		return c.changeDeviceTags(api, s)
	case "searchDevices":
		return c.searchDevices(api, s)
	case "getDevice":
		device, err := api.GetDevice(c.customerID, s.Device)
		if err == nil {
			c.print("getDevice: " + tagsOf(device))
		}
		return err
	case "listEvents":
		return c.listEvents(api, s.PageSize)
	}
	return fmt.Errorf("there is no operation %q", s.Do)
}

func (c *conversation) token(ctx context.Context, s step) error {
	endpoint := c.address + "/ams/v1/oauth2/token"
	config := clientcredentials.Config{
		ClientID:     s.Client,
		ClientSecret: s.Secret,
		TokenURL:     endpoint,
		Scopes:       strings.Fields(s.Scope),
	}
	token, err := config.Token(ctx)
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		return fmt.Errorf("the token endpoint %s gave no access token: %s", endpoint, refused.Response.Status)
	}
	if err != nil {
		return err
	}
	c.tokens[s.As] = oauth2.StaticTokenSource(token)
	c.print("token: " + s.Scope)
	return nil
}

func (c *conversation) createTag(api TagAPI, s step) error {
	name, description, err := s.texts()
	if err != nil {
		return err
	}
	tag, err := api.CreateTag(c.customerID, *name.Value, description, s.IdempotencyKey)
	if err != nil {
		return err
	}
	if s.As != "" {
		c.ids = append(c.ids, namedID{s.As, tag.ID})
	}
	c.print("createTag: " + describe(tag))
	return nil
}

func (c *conversation) updateTag(api TagAPI, s step) error {
	name, description, err := s.texts()
	if err != nil {
		return err
	}
	tag, err := api.UpdateTag(c.customerID, c.id(s.Tag), name, description, s.IfMatch)
	if err != nil {
		return err
	}
	c.print("updateTag: " + describe(tag))
	return nil
}

func (c *conversation) listTags(api TagAPI, s step) error {
	name, err := text(s.Name)
	if err != nil {
		return err
	}
	query := TagQuery{s.PageSize, name.Value, s.SortBy, s.SortOrder}
	var searchAfter *string
	for {
		page, err := api.ListTags(c.customerID, query, searchAfter)
		if err != nil {
			return err
		}
		searchAfter = page.NextSearchAfter
		c.print(fmt.Sprintf("listTags: %d of %d, %s", len(page.Tags), page.Total, follows(searchAfter != nil)))
		for _, tag := range page.Tags {
			c.print("  " + describe(tag))
		}
		if searchAfter == nil {
			return nil
		}
	}
}

func (c *conversation) bulk(call func(string, Pairs, bool) (Counts, error), s step) error {
	counts, err := call(c.customerID, Pairs{devices(s.Devices), c.tagIDs(s.Tags)}, s.DryRun)
	if err != nil {
		return err
	}
	c.print(s.Do + ": " + count(counts))
	return nil
}

func (c *conversation) changeDeviceTags(api TagAPI, s step) error {
	change := Change{devices(s.Devices), c.tagIDs(s.AssignTags), c.tagIDs(s.UnassignTags)}
	assigned, unassigned, err := api.ChangeDeviceTags(c.customerID, change)
	if err != nil {
		return err
	}
	c.print("changeDeviceTags: " + count(assigned) + "; " + count(unassigned))
	return nil
}

func (c *conversation) searchDevices(api TagAPI, s step) error {
	query := DeviceQuery{c.tagIDs(s.AllTags), c.tagIDs(s.AnyTags), c.tagIDs(s.NoTags), s.PageSize, s.IncludeTotal}
	var searchAfter *string
	for {
		page, err := api.SearchDevices(c.customerID, query, searchAfter)
		if err != nil {
			return err
		}
		searchAfter = page.NextSearchAfter
		total := ""
		if page.Total != nil {
			total = fmt.Sprintf(" of %d", *page.Total)
		}
		c.print(fmt.Sprintf("searchDevices: %d%s, %s", len(page.Devices), total, follows(searchAfter != nil)))
		for _, device := range page.Devices {
			c.print("  " + tagsOf(device))
		}
		if searchAfter == nil {
			return nil
		}
	}
}

func (c *conversation) listEvents(api TagAPI, pageSize int32) error {
	var searchAfter *string
	for {
		page, err := api.ListEvents(c.customerID, pageSize, searchAfter)
		if err != nil {
			return err
		}
		searchAfter = &page.NextSearchAfter
		c.print(fmt.Sprintf("listEvents: %d, %s", len(page.Events), follows(page.HasMore)))
		for _, event := range page.Events {
			c.print("  " + tell(event))
		}
		if !page.HasMore {
			return nil
		}
	}
}

func (c *conversation) tagIDs(names []string) []string {
	var ids []string
	for _, name := range names {
		ids = append(ids, c.id(name))
	}
	return ids
}

func (c *conversation) id(name string) string {
	for _, each := range c.ids {
		if each.name == name {
			return each.id
		}
	}
	return ""
}

func (c *conversation) print(line string) {
	for _, each := range c.ids {
		line = strings.ReplaceAll(line, each.id, "{"+each.name+"}")
	}
	fmt.Println(line)
}

func (s step) texts() (name, description Text, err error) {
	if name, err = text(s.Name); err != nil {
		return
	}
	description, err = text(s.Text)
	return
}

func text(raw json.RawMessage) (Text, error) {
	text := Text{Present: raw != nil}
	if raw == nil {
		return text, nil
	}
	return text, json.Unmarshal(raw, &text.Value)
}

func devices(count int) []string {
	var ids []string
	for number := range count {
		ids = append(ids, fmt.Sprintf("DEVICE-%d", number+1))
	}
	return ids
}

func follows(more bool) string {
	if more {
		return "more follow"
	}
	return "the end"
}

func describe(tag Tag) string {
	description := "-"
	if tag.Description != nil {
		description = *tag.Description
	}
	return fmt.Sprintf("%s | %s | %s | %s | %d devices | %s | %s", tag.ID, tag.Name, description, tag.PredefinedType,
		tag.AssignedDeviceCount, moment(tag.CreatedOn), moment(tag.ModifiedOn))
}

func count(counts Counts) string {
	trial := ""
	if counts.DryRun {
		trial = ", dry run"
	}
	return fmt.Sprintf("%d pairs, %d changed, %d unchanged%s", counts.Total, counts.Changed, counts.Unchanged, trial)
}

func tagsOf(device Device) string {
	tags := strings.Join(device.TagNames, ", ")
	if tags == "" {
		tags = "-"
	}
	return device.ID + " | " + tags
}

func tell(event Event) string {
	client, what := "-", "-"
	if event.ClientID != nil {
		client = *event.ClientID
	}
	if event.TagName != nil {
		what = *event.TagName
	} else if event.ChangedCount != nil {
		what = fmt.Sprintf("%d devices, %d changed", event.DeviceCount, *event.ChangedCount)
	}
	return strings.Join([]string{event.Position, event.Type, client, strings.Join(event.TagIDs, ", "), what,
		moment(event.OccurredOn)}, " | ")
}

func moment(milliseconds int64) string {
	if time.UnixMilli(milliseconds).Before(earliest) {
		return strconv.FormatInt(milliseconds, 10)
	}
	return "{time}"
}

func run(client, address, customerID, file string) error {
	clients := map[string]connect{"oapi-codegen": newOapiCodegen, "openapi-generator": newOpenapiGenerator}
	connect, ok := clients[client]
	if !ok {
		return errors.New("the client must be oapi-codegen or openapi-generator")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var script struct {
		Steps []step `json:"steps"`
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&script); err != nil {
		return err
	}
	c := conversation{connect, address, customerID, map[string]oauth2.TokenSource{}, nil}
	for _, each := range script.Steps {
		if err := c.say(context.Background(), each); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	args := append(os.Args[1:], "", "", "", "")
	if err := run(args[0], args[1], args[2], args[3]); err != nil {
		reason := strings.Join(strings.Fields(err.Error()), " ")
		fmt.Fprintf(os.Stderr, "The conversation with %s broke off: %s\n", args[1], reason)
		os.Exit(1)
	}
}
