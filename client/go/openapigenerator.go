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

func (c *openapiGenerator) CreateTag(customerID, name string, description Text) (Tag, error) {
	request := tagapi.NewCreateTagRequest(name)
	if description.Present {
		request.Description.Set(description.Value)
	}
	response, _, err := c.api.TagsAPI.CreateTag(c.ctx).CustomerId(customerID).CreateTagRequest(*request).Execute()
	return theOnlyTag(response, err)
}

func (c *openapiGenerator) ListTags(customerID string, pageSize int32, searchAfter *string) (Page, error) {
	request := c.api.TagsAPI.ListTags(c.ctx).CustomerId(customerID).PageSize(pageSize)
	if searchAfter != nil {
		request = request.SearchAfter(*searchAfter)
	}
	response, _, err := request.Execute()
	if err != nil {
		return Page{}, refusal(err)
	}
	page := Page{Total: response.Data.Total, NextSearchAfter: response.Data.NextSearchAfter}
	for _, tag := range response.Data.Tags {
		page.Tags = append(page.Tags, theTag(tag))
	}
	return page, nil
}

func (c *openapiGenerator) UpdateTag(customerID, tagID string, name, description Text) (Tag, error) {
	request := tagapi.UpdateTagRequest{Name: name.Value}
	if description.Present {
		request.Description.Set(description.Value)
	}
	response, _, err := c.api.TagsAPI.UpdateTag(c.ctx, tagID).CustomerId(customerID).UpdateTagRequest(request).Execute()
	return theOnlyTag(response, err)
}

func (c *openapiGenerator) DeleteTag(customerID, tagID string) error {
	_, err := c.api.TagsAPI.DeleteTag(c.ctx, tagID).CustomerId(customerID).Execute()
	return refusal(err)
}

func (c *openapiGenerator) BulkAssignTags(customerID string, pairs Pairs) (Counts, error) {
	request := tagapi.NewBulkTagsRequest(pairs.DeviceIDs, pairs.TagIDs)
	response, _, err := c.api.DevicesAPI.BulkAssignTags(c.ctx).CustomerId(customerID).BulkTagsRequest(*request).Execute()
	return theCounts(response, err)
}

func (c *openapiGenerator) BulkUnassignTags(customerID string, pairs Pairs) (Counts, error) {
	request := tagapi.NewBulkTagsRequest(pairs.DeviceIDs, pairs.TagIDs)
	response, _, err := c.api.DevicesAPI.BulkUnassignTags(c.ctx).CustomerId(customerID).BulkTagsRequest(*request).Execute()
	return theCounts(response, err)
}

func theOnlyTag(response *tagapi.TagResponse, err error) (Tag, error) {
	if err != nil {
		return Tag{}, refusal(err)
	}
	if len(response.Data.Tags) != 1 {
		return Tag{}, errors.New("the answer has no tag")
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
	return Counts{response.Data.TotalCount, response.Data.ChangedCount, response.Data.UnchangedCount}, nil
}

// refusal reads the error object, of a status that this version of the contract documents, or of another.
func refusal(err error) error {
	var failure *tagapi.GenericOpenAPIError
	if !errors.As(err, &failure) {
		return err
	}
	var e tagapi.ErrorResponse
	if json.Unmarshal(failure.Body(), &e) != nil {
		return fmt.Errorf("the answer cannot be read: %w", err)
	}
	return &RefusedError{e.Result, e.Code, e.Message, e.Data}
}
