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

func (c *oapiCodegen) CreateTag(customerID, name string, description Text) (Tag, error) {
	request := tagapi.CreateTagRequest{Name: name, Description: nullableOf(description)}
	r, err := c.api.CreateTagWithResponse(c.ctx, &tagapi.CreateTagParams{CustomerID: customerID}, request)
	if err != nil {
		return Tag{}, err
	}
	return onlyTag(r.JSON201, r.Body)
}

func (c *oapiCodegen) ListTags(customerID string, pageSize int32, searchAfter *string) (Page, error) {
	params := tagapi.ListTagsParams{CustomerID: customerID, PageSize: &pageSize, SearchAfter: searchAfter}
	r, err := c.api.ListTagsWithResponse(c.ctx, &params)
	if err != nil {
		return Page{}, err
	}
	if r.JSON200 == nil {
		return Page{}, refused(r.Body)
	}
	page := Page{Total: r.JSON200.Data.Total, NextSearchAfter: r.JSON200.Data.NextSearchAfter}
	for _, tag := range r.JSON200.Data.Tags {
		page.Tags = append(page.Tags, tagOf(tag))
	}
	return page, nil
}

func (c *oapiCodegen) UpdateTag(customerID, tagID string, name, description Text) (Tag, error) {
	id, err := uuid.Parse(tagID)
	if err != nil {
		return Tag{}, err
	}
	request := tagapi.UpdateTagRequest{Name: name.Value, Description: nullableOf(description)}
	r, err := c.api.UpdateTagWithResponse(c.ctx, id, &tagapi.UpdateTagParams{CustomerID: customerID}, request)
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

func (c *oapiCodegen) BulkAssignTags(customerID string, pairs Pairs) (Counts, error) {
	request, err := bulkRequest(pairs)
	if err != nil {
		return Counts{}, err
	}
	r, err := c.api.BulkAssignTagsWithResponse(c.ctx, &tagapi.BulkAssignTagsParams{CustomerID: customerID}, request)
	if err != nil {
		return Counts{}, err
	}
	return countsOf(r.JSON200, r.Body)
}

func (c *oapiCodegen) BulkUnassignTags(customerID string, pairs Pairs) (Counts, error) {
	request, err := bulkRequest(pairs)
	if err != nil {
		return Counts{}, err
	}
	r, err := c.api.BulkUnassignTagsWithResponse(c.ctx, &tagapi.BulkUnassignTagsParams{CustomerID: customerID}, request)
	if err != nil {
		return Counts{}, err
	}
	return countsOf(r.JSON200, r.Body)
}

func bulkRequest(pairs Pairs) (tagapi.BulkTagsRequest, error) {
	request := tagapi.BulkTagsRequest{DeviceIds: pairs.DeviceIDs}
	for _, tagID := range pairs.TagIDs {
		id, err := uuid.Parse(tagID)
		if err != nil {
			return request, err
		}
		request.TagIds = append(request.TagIds, id)
	}
	return request, nil
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
		return Tag{}, errors.New("the answer has no tag")
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
	return Counts{response.Data.TotalCount, response.Data.ChangedCount, response.Data.UnchangedCount}, nil
}

// refused reads the error object, of a status that this version of the contract documents, or of another.
func refused(body []byte) error {
	var e tagapi.ErrorResponse
	if err := json.Unmarshal(body, &e); err != nil {
		return fmt.Errorf("the answer is not an error object: %w", err)
	}
	return &RefusedError{e.Result, e.Code, e.Message, e.Data}
}
