package main

import "fmt"

// TagAPI is what the conversation needs of a client, in words that do not depend on how the client was generated.
type TagAPI interface {
	CreateTag(customerID, name string, description Text, key *string) (Tag, error)
	GetTag(customerID, tagID string) (Tag, error)
	ListTags(customerID string, query TagQuery, searchAfter *string) (TagPage, error)
	UpdateTag(customerID, tagID string, name, description Text, ifMatch *string) (Tag, error)
	DeleteTag(customerID, tagID string) error
	BulkAssignTags(customerID string, pairs Pairs, dryRun bool) (Counts, error)
	BulkUnassignTags(customerID string, pairs Pairs, dryRun bool) (Counts, error)
	ChangeDeviceTags(customerID string, change Change) (assigned, unassigned Counts, err error)
	SearchDevices(customerID string, query DeviceQuery, searchAfter *string) (DevicePage, error)
	GetDevice(customerID, deviceID string) (Device, error)
	ListEvents(customerID string, pageSize int32, searchAfter *string) (EventPage, error)
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

// TagQuery leaves to the server what is nil.
type TagQuery struct {
	PageSize  int32
	Name      *string
	SortBy    *string
	SortOrder *string
}

type TagPage struct {
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
	DryRun    bool
}

type Change struct {
	DeviceIDs      []string
	AssignTagIDs   []string
	UnassignTagIDs []string
}

type DeviceQuery struct {
	AllTagIDs    []string
	AnyTagIDs    []string
	NoTagIDs     []string
	PageSize     int32
	IncludeTotal bool
}

type Device struct {
	ID       string
	TagNames []string
}

type DevicePage struct {
	Devices         []Device
	Total           *int64
	NextSearchAfter *string
}

type Event struct {
	Position     string
	Type         string
	OccurredOn   int64
	ClientID     *string
	TagIDs       []string
	TagName      *string
	DeviceCount  int
	ChangedCount *int64
}

type EventPage struct {
	Events          []Event
	NextSearchAfter string
	HasMore         bool
}

// RefusedError is an error response of the server.
type RefusedError struct {
	Result  int32
	Code    string
	Message string
	Data    string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("refused with %d %s %s: %s", e.Result, e.Code, e.Message, e.Data)
}
