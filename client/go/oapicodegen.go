package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/uuid"
	"github.com/oapi-codegen/nullable"

	tagapi "conversation/target/oapicodegen"
)

// oapiCodegen is the client that oapi-codegen makes.
type oapiCodegen struct {
	ctx context.Context
	api *tagapi.ClientWithResponses
}

func newOapiCodegen(ctx context.Context, address string, http *http.Client) (TagAPI, error) {
	api, err := tagapi.NewClientWithResponses(address+"/tag/v1", tagapi.WithHTTPClient(http))
	if err != nil {
		return nil, err
	}
	return &oapiCodegen{ctx, api}, nil
}

func (c *oapiCodegen) CreateTag(customerID, name string, description Text, key *string) (Tag, error) {
	request := tagapi.CreateTagRequest{Name: name, Description: nullableOf(description)}
	params := tagapi.CreateTagParams{CustomerID: customerID, IdempotencyKey: key}
	r, err := c.api.CreateTagWithResponse(c.ctx, &params, request)
	if err != nil {
		return Tag{}, err
	}
	return onlyTag(r.JSON201, r.Body)
}

func (c *oapiCodegen) GetTag(customerID, tagID string) (Tag, error) {
	id, err := uuid.Parse(tagID)
	if err != nil {
		return Tag{}, err
	}
	r, err := c.api.GetTagWithResponse(c.ctx, id, &tagapi.GetTagParams{CustomerID: customerID})
	if err != nil {
		return Tag{}, err
	}
	return onlyTag(r.JSON200, r.Body)
}

func (c *oapiCodegen) ListTags(customerID string, query TagQuery, searchAfter *string) (TagPage, error) {
	r, err := c.api.ListTagsWithResponse(c.ctx, &tagapi.ListTagsParams{
		CustomerID:  customerID,
		PageSize:    &query.PageSize,
		SearchAfter: searchAfter,
		Name:        query.Name,
		SortBy:      (*tagapi.TagSortBy)(query.SortBy),
		SortOrder:   (*tagapi.SortOrder)(query.SortOrder),
	})
	if err != nil {
		return TagPage{}, err
	}
	if r.JSON200 == nil {
		return TagPage{}, refused(r.Body)
	}
	page := TagPage{Total: r.JSON200.Data.Total, NextSearchAfter: r.JSON200.Data.NextSearchAfter}
	for _, tag := range r.JSON200.Data.Tags {
		page.Tags = append(page.Tags, tagOf(tag))
	}
	return page, nil
}

func (c *oapiCodegen) UpdateTag(customerID, tagID string, name, description Text, ifMatch *string) (Tag, error) {
	id, err := uuid.Parse(tagID)
	if err != nil {
		return Tag{}, err
	}
	request := tagapi.UpdateTagRequest{Name: nullableOf(name), Description: nullableOf(description)}
	params := tagapi.UpdateTagParams{CustomerID: customerID, IfMatch: ifMatch}
	r, err := c.api.UpdateTagWithResponse(c.ctx, id, &params, request)
	if err != nil {
		return Tag{}, err
	}
	return onlyTag(r.JSON200, r.Body)
}

func (c *oapiCodegen) DeleteTag(customerID, tagID string) error {
	id, err := uuid.Parse(tagID)
	if err != nil {
		return err
	}
	r, err := c.api.DeleteTagWithResponse(c.ctx, id, &tagapi.DeleteTagParams{CustomerID: customerID})
	if err != nil {
		return err
	}
	if r.StatusCode() != http.StatusNoContent {
		return refused(r.Body)
	}
	return nil
}

func (c *oapiCodegen) BulkAssignTags(customerID string, pairs Pairs, dryRun bool) (Counts, error) {
	request, err := bulkRequest(pairs)
	if err != nil {
		return Counts{}, err
	}
	params := tagapi.BulkAssignTagsParams{CustomerID: customerID, DryRun: &dryRun}
	r, err := c.api.BulkAssignTagsWithResponse(c.ctx, &params, request)
	if err != nil {
		return Counts{}, err
	}
	return countsOf(r.JSON200, r.Body)
}

func (c *oapiCodegen) BulkUnassignTags(customerID string, pairs Pairs, dryRun bool) (Counts, error) {
	request, err := bulkRequest(pairs)
	if err != nil {
		return Counts{}, err
	}
	params := tagapi.BulkUnassignTagsParams{CustomerID: customerID, DryRun: &dryRun}
	r, err := c.api.BulkUnassignTagsWithResponse(c.ctx, &params, request)
	if err != nil {
		return Counts{}, err
	}
	return countsOf(r.JSON200, r.Body)
}

func (c *oapiCodegen) ChangeDeviceTags(customerID string, change Change) (assigned, unassigned Counts, err error) {
	assign, errAssign := parsed(change.AssignTagIDs)
	unassign, errUnassign := parsed(change.UnassignTagIDs)
	if err := errors.Join(errAssign, errUnassign); err != nil {
		return Counts{}, Counts{}, err
	}
	request := tagapi.ChangeDeviceTagsRequest{
		DeviceIds:      change.DeviceIDs,
		AssignTagIds:   nullable.NewNullableWithValue(assign),
		UnassignTagIds: nullable.NewNullableWithValue(unassign),
	}
	r, err := c.api.ChangeDeviceTagsWithResponse(c.ctx, &tagapi.ChangeDeviceTagsParams{CustomerID: customerID}, request)
	if err != nil {
		return Counts{}, Counts{}, err
	}
	if r.JSON200 == nil {
		return Counts{}, Counts{}, refused(r.Body)
	}
	return pairsOf(r.JSON200.Data.Assigned), pairsOf(r.JSON200.Data.Unassigned), nil
}

func (c *oapiCodegen) SearchDevices(customerID string, query DeviceQuery, searchAfter *string) (DevicePage, error) {
	allTags, errAll := parsed(query.AllTagIDs)
	anyTags, errAny := parsed(query.AnyTagIDs)
	noTags, errNo := parsed(query.NoTagIDs)
	if err := errors.Join(errAll, errAny, errNo); err != nil {
		return DevicePage{}, err
	}
	params := tagapi.SearchDevicesParams{
		CustomerID:   customerID,
		AllTags:      unlessEmpty(allTags),
		AnyTags:      unlessEmpty(anyTags),
		NoTags:       unlessEmpty(noTags),
		PageSize:     &query.PageSize,
		SearchAfter:  searchAfter,
		IncludeTotal: &query.IncludeTotal,
	}
	r, err := c.api.SearchDevicesWithResponse(c.ctx, &params)
	if err != nil {
		return DevicePage{}, err
	}
	if r.JSON200 == nil {
		return DevicePage{}, refused(r.Body)
	}
	page := DevicePage{Total: r.JSON200.Data.Total, NextSearchAfter: r.JSON200.Data.NextSearchAfter}
	for _, device := range r.JSON200.Data.Devices {
		page.Devices = append(page.Devices, deviceOf(device))
	}
	return page, nil
}

func (c *oapiCodegen) GetDevice(customerID, deviceID string) (Device, error) {
	r, err := c.api.GetDeviceWithResponse(c.ctx, deviceID, &tagapi.GetDeviceParams{CustomerID: customerID})
	if err != nil {
		return Device{}, err
	}
	if r.JSON200 == nil {
		return Device{}, refused(r.Body)
	}
	return deviceOf(r.JSON200.Data), nil
}

func (c *oapiCodegen) ListEvents(customerID string, pageSize int32, searchAfter *string) (EventPage, error) {
	params := tagapi.ListEventsParams{CustomerID: customerID, PageSize: &pageSize, SearchAfter: searchAfter}
	r, err := c.api.ListEventsWithResponse(c.ctx, &params)
	if err != nil {
		return EventPage{}, err
	}
	if r.JSON200 == nil {
		return EventPage{}, refused(r.Body)
	}
	page := EventPage{NextSearchAfter: r.JSON200.Data.NextSearchAfter, HasMore: r.JSON200.Data.HasMore}
	for _, event := range r.JSON200.Data.Events {
		page.Events = append(page.Events, eventOf(event))
	}
	return page, nil
}

func bulkRequest(pairs Pairs) (tagapi.BulkTagsRequest, error) {
	ids, err := parsed(pairs.TagIDs)
	return tagapi.BulkTagsRequest{DeviceIds: pairs.DeviceIDs, TagIds: ids}, err
}

func parsed(tagIDs []string) ([]uuid.UUID, error) {
	ids := []uuid.UUID{}
	for _, tagID := range tagIDs {
		id, err := uuid.Parse(tagID)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// unlessEmpty leaves an empty list out: the generated code would send a parameter without a value.
func unlessEmpty(ids []uuid.UUID) *[]uuid.UUID {
	if len(ids) == 0 {
		return nil
	}
	return &ids
}

func nullableOf(text Text) nullable.Nullable[string] {
	switch {
	case !text.Present:
		return nil
	case text.Value == nil:
		return nullable.NewNullNullable[string]()
	default:
		return nullable.NewNullableWithValue(*text.Value)
	}
}

func onlyTag(response *tagapi.TagResponse, body []byte) (Tag, error) {
	if response == nil {
		return Tag{}, refused(body)
	}
	if len(response.Data.Tags) != 1 {
		return Tag{}, errors.New("the response has no tag")
	}
	return tagOf(response.Data.Tags[0]), nil
}

func tagOf(tag tagapi.Tag) Tag {
	return Tag{tag.ID.String(), tag.Name, tag.Description, tag.PredefinedType, tag.AssignedDeviceCount, tag.CreatedOn,
		tag.ModifiedOn}
}

func countsOf(response *tagapi.BulkTagsResponse, body []byte) (Counts, error) {
	if response == nil {
		return Counts{}, refused(body)
	}
	counts := response.Data
	isDryRun := counts.DryRun != nil && *counts.DryRun
	return Counts{counts.TotalCount, counts.ChangedCount, counts.UnchangedCount, isDryRun}, nil
}

func pairsOf(counts tagapi.PairCounts) Counts {
	return Counts{Total: counts.TotalCount, Changed: counts.ChangedCount, Unchanged: counts.UnchangedCount}
}

func deviceOf(device tagapi.Device) Device {
	named := Device{ID: device.ID}
	for _, tag := range device.Tags {
		named.TagNames = append(named.TagNames, tag.Name)
	}
	return named
}

func eventOf(event tagapi.Event) Event {
	told := Event{
		Position:     event.Position,
		Type:         event.Type,
		OccurredOn:   event.OccurredOn,
		ClientID:     event.ClientID,
		ChangedCount: event.ChangedCount,
	}
	for _, id := range event.TagIds {
		told.TagIDs = append(told.TagIDs, id.String())
	}
	if event.Tag != nil {
		told.TagName = &event.Tag.Name
	}
	if event.DeviceIds != nil {
		told.DeviceCount = len(*event.DeviceIds)
	}
	return told
}

// refused reads the error object, of a status that this version of the contract documents, or of another.
func refused(body []byte) error {
	var e tagapi.ErrorResponse
	if err := json.Unmarshal(body, &e); err != nil {
		return fmt.Errorf("the response is not an error object: %w", err)
	}
	return &RefusedError{e.Result, e.Code, e.Message, e.Data}
}
