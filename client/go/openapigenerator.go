package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	tagapi "conversation/target/openapigenerator"
)

// openapiGenerator is the client that openapi-generator makes with `go`.
type openapiGenerator struct {
	ctx context.Context
	api *tagapi.APIClient
}

func newOpenapiGenerator(ctx context.Context, address string, http *http.Client) (TagAPI, error) {
	configuration := tagapi.NewConfiguration()
	configuration.Servers = tagapi.ServerConfigurations{{URL: address + "/tag/v1"}}
	configuration.HTTPClient = http
	return &openapiGenerator{ctx, tagapi.NewAPIClient(configuration)}, nil
}

func (c *openapiGenerator) CreateTag(customerID, name string, description Text, key *string) (Tag, error) {
	body := tagapi.NewCreateTagRequest(name)
	if description.Present {
		body.Description.Set(description.Value)
	}
	request := c.api.TagsAPI.CreateTag(c.ctx).CustomerId(customerID).CreateTagRequest(*body)
	if key != nil {
		request = request.IdempotencyKey(*key)
	}
	response, _, err := request.Execute()
	return theOnlyTag(response, err)
}

func (c *openapiGenerator) GetTag(customerID, tagID string) (Tag, error) {
	response, _, err := c.api.TagsAPI.GetTag(c.ctx, tagID).CustomerId(customerID).Execute()
	return theOnlyTag(response, err)
}

func (c *openapiGenerator) ListTags(customerID string, query TagQuery, searchAfter *string) (TagPage, error) {
	request := c.api.TagsAPI.ListTags(c.ctx).CustomerId(customerID).PageSize(query.PageSize)
	if searchAfter != nil {
		request = request.SearchAfter(*searchAfter)
	}
	if query.Name != nil {
		request = request.Name(*query.Name)
	}
	if query.SortBy != nil {
		request = request.SortBy(tagapi.TagSortBy(*query.SortBy))
	}
	if query.SortOrder != nil {
		request = request.SortOrder(tagapi.SortOrder(*query.SortOrder))
	}
	response, _, err := request.Execute()
	if err != nil {
		return TagPage{}, refusal(err)
	}
	page := TagPage{Total: response.Data.Total, NextSearchAfter: response.Data.NextSearchAfter}
	for _, tag := range response.Data.Tags {
		page.Tags = append(page.Tags, theTag(tag))
	}
	return page, nil
}

func (c *openapiGenerator) UpdateTag(customerID, tagID string, name, description Text, ifMatch *string) (Tag, error) {
	var body tagapi.UpdateTagRequest
	if name.Present {
		body.Name.Set(name.Value)
	}
	if description.Present {
		body.Description.Set(description.Value)
	}
	request := c.api.TagsAPI.UpdateTag(c.ctx, tagID).CustomerId(customerID).UpdateTagRequest(body)
	if ifMatch != nil {
		request = request.IfMatch(*ifMatch)
	}
	response, _, err := request.Execute()
	return theOnlyTag(response, err)
}

func (c *openapiGenerator) DeleteTag(customerID, tagID string) error {
	_, err := c.api.TagsAPI.DeleteTag(c.ctx, tagID).CustomerId(customerID).Execute()
	return refusal(err)
}

func (c *openapiGenerator) BulkAssignTags(customerID string, pairs Pairs, dryRun bool) (Counts, error) {
	body := tagapi.NewBulkTagsRequest(pairs.DeviceIDs, pairs.TagIDs)
	request := c.api.DevicesAPI.BulkAssignTags(c.ctx).CustomerId(customerID).BulkTagsRequest(*body).DryRun(dryRun)
	response, _, err := request.Execute()
	return theCounts(response, err)
}

func (c *openapiGenerator) BulkUnassignTags(customerID string, pairs Pairs, dryRun bool) (Counts, error) {
	body := tagapi.NewBulkTagsRequest(pairs.DeviceIDs, pairs.TagIDs)
	request := c.api.DevicesAPI.BulkUnassignTags(c.ctx).CustomerId(customerID).BulkTagsRequest(*body).DryRun(dryRun)
	response, _, err := request.Execute()
	return theCounts(response, err)
}

func (c *openapiGenerator) ChangeDeviceTags(customerID string, change Change) (assigned, unassigned Counts, err error) {
	body := tagapi.NewChangeDeviceTagsRequest(change.DeviceIDs)
	body.AssignTagIds = change.AssignTagIDs
	body.UnassignTagIds = change.UnassignTagIDs
	request := c.api.DevicesAPI.ChangeDeviceTags(c.ctx).CustomerId(customerID).ChangeDeviceTagsRequest(*body)
	response, _, err := request.Execute()
	if err != nil {
		return Counts{}, Counts{}, refusal(err)
	}
	return thePairs(response.Data.Assigned), thePairs(response.Data.Unassigned), nil
}

func (c *openapiGenerator) SearchDevices(customerID string, query DeviceQuery, searchAfter *string) (DevicePage, error) {
	request := c.api.DevicesAPI.SearchDevices(c.ctx).CustomerId(customerID).AllTags(query.AllTagIDs).
		AnyTags(query.AnyTagIDs).NoTags(query.NoTagIDs).PageSize(query.PageSize).IncludeTotal(query.IncludeTotal)
	if searchAfter != nil {
		request = request.SearchAfter(*searchAfter)
	}
	response, _, err := request.Execute()
	if err != nil {
		return DevicePage{}, refusal(err)
	}
	page := DevicePage{Total: response.Data.Total, NextSearchAfter: response.Data.NextSearchAfter}
	for _, device := range response.Data.Devices {
		page.Devices = append(page.Devices, theDevice(device))
	}
	return page, nil
}

func (c *openapiGenerator) GetDevice(customerID, deviceID string) (Device, error) {
	response, _, err := c.api.DevicesAPI.GetDevice(c.ctx, deviceID).CustomerId(customerID).Execute()
	if err != nil {
		return Device{}, refusal(err)
	}
	return theDevice(response.Data), nil
}

func (c *openapiGenerator) ListEvents(customerID string, pageSize int32, searchAfter *string) (EventPage, error) {
	request := c.api.EventsAPI.ListEvents(c.ctx).CustomerId(customerID).PageSize(pageSize)
	if searchAfter != nil {
		request = request.SearchAfter(*searchAfter)
	}
	response, _, err := request.Execute()
	if err != nil {
		return EventPage{}, refusal(err)
	}
	page := EventPage{NextSearchAfter: response.Data.NextSearchAfter, HasMore: response.Data.HasMore}
	for _, event := range response.Data.Events {
		page.Events = append(page.Events, theEvent(event))
	}
	return page, nil
}

func theOnlyTag(response *tagapi.TagResponse, err error) (Tag, error) {
	if err != nil {
		return Tag{}, refusal(err)
	}
	if len(response.Data.Tags) != 1 {
		return Tag{}, errors.New("the response has no tag")
	}
	return theTag(response.Data.Tags[0]), nil
}

func theTag(tag tagapi.Tag) Tag {
	return Tag{tag.Id, tag.Name, tag.Description, tag.PredefinedType, tag.AssignedDeviceCount, tag.CreatedOn,
		tag.ModifiedOn}
}

func theCounts(response *tagapi.BulkTagsResponse, err error) (Counts, error) {
	if err != nil {
		return Counts{}, refusal(err)
	}
	counts := response.Data
	return Counts{counts.TotalCount, counts.ChangedCount, counts.UnchangedCount, counts.GetDryRun()}, nil
}

func thePairs(counts tagapi.PairCounts) Counts {
	return Counts{Total: counts.TotalCount, Changed: counts.ChangedCount, Unchanged: counts.UnchangedCount}
}

func theDevice(device tagapi.Device) Device {
	named := Device{ID: device.Id}
	for _, tag := range device.Tags {
		named.TagNames = append(named.TagNames, tag.Name)
	}
	return named
}

func theEvent(event tagapi.Event) Event {
	told := Event{event.Position, event.Type, event.OccurredOn, event.ClientId, event.TagIds, nil, len(event.DeviceIds),
		event.ChangedCount}
	if event.Tag != nil {
		told.TagName = &event.Tag.Name
	}
	return told
}

// refusal reads the error object, of a status that this version of the contract documents, or of another.
func refusal(err error) error {
	var failure *tagapi.GenericOpenAPIError
	if !errors.As(err, &failure) {
		return err
	}
	var e tagapi.ErrorResponse
	if json.Unmarshal(failure.Body(), &e) != nil {
		return fmt.Errorf("the response cannot be read: %w", err)
	}
	return &RefusedError{e.Result, e.Code, e.Message, e.Data}
}
