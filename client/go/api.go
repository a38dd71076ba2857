package main

import "fmt"

// TagAPI is what the conversation needs of a client, in words that do not depend on how the client was generated.
type TagAPI interface {
	CreateTag(customerID, name string, description Text) (Tag, error)
	ListTags(customerID string, pageSize int32, searchAfter *string) (Page, error)
	UpdateTag(customerID, tagID string, name, description Text) (Tag, error)
	DeleteTag(customerID, tagID string) error
	BulkAssignTags(customerID string, pairs Pairs) (Counts, error)
	BulkUnassignTags(customerID string, pairs Pairs) (Counts, error)
}

// Text may be absent, null or a value.
type Text struct {
	Present bool
	Value   *string
}

type Tag struct {
	ID                  string
	Name                string
	Description         *string
	PredefinedType      string
	AssignedDeviceCount int64
	CreatedOn           int64
	ModifiedOn          int64
}

type Page struct {
	Total           int64
	Tags            []Tag
	NextSearchAfter *string
}

type Pairs struct {
	DeviceIDs []string
	TagIDs    []string
}

type Counts struct {
	Total     int64
	Changed   int64
	Unchanged int64
}

// RefusedError is an error that the server answered.
type RefusedError struct {
	Result  int32
	Code    string
	Message string
	Data    string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("refused with %d %s %s: %s", e.Result, e.Code, e.Message, e.Data)
}
