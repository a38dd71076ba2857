package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

const maxBody = 1 << 20

var (
	customerPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
	cursorPattern   = regexp.MustCompile(`^n([2-9a-f][0-9a-f])+$`)
	devicePattern   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$`)
	tagPattern      = regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)
)

type server struct {
	access *access
	store  *store
}

func (s *server) ListTags(w http.ResponseWriter, r *http.Request, params ListTagsParams) {
	if err := s.access.check(r, params.CustomerId, "tag", "tag.tags:view"); err != nil {
		fail(w, err)
		return
	}
	number, size, after := 0, 25, ""
	if params.PageNum != nil {
		number = int(*params.PageNum)
	}
	if params.PageSize != nil {
		size = int(*params.PageSize)
	}
	if params.SearchAfter != nil {
		after = *params.SearchAfter
	}
	switch {
	case !customerPattern.MatchString(params.CustomerId):
		fail(w, invalid(errors.New("customerId must consist of letters, digits, underscores and hyphens")))
	case number < 0:
		fail(w, invalid(errors.New("pageNum must be 0 or more")))
	case size < 1 || size > 100:
		fail(w, invalid(errors.New("pageSize must be between 1 and 100")))
	case after != "" && (len(after) > 2047 || !cursorPattern.MatchString(after)):
		fail(w, invalid(errors.New("searchAfter must be the nextSearchAfter of an earlier response")))
	default:
		page, err := s.store.list(r.Context(), params.CustomerId, number, size, after)
		if err != nil {
			fail(w, err)
			return
		}
		send(w, http.StatusOK, TagPageResponse{Result: 200, Code: "20000000", Message: "SUCCESS", Data: *page})
	}
}

func (s *server) BulkAssignTags(w http.ResponseWriter, r *http.Request, params BulkAssignTagsParams) {
	if err := s.access.check(r, params.CustomerId, "tag", "tag.tags:manage"); err != nil {
		fail(w, err)
		return
	}
	request, err := readBulk(w, r, params.CustomerId)
	if err != nil {
		fail(w, err)
		return
	}
	counts, err := s.store.assign(r.Context(), w.Header().Get("X-Request-Id"), params.CustomerId, request.TagIds,
		request.DeviceIds)
	if err != nil {
		fail(w, err)
		return
	}
	send(w, http.StatusOK, BulkTagsResponse{Result: 200, Code: "20000000", Message: "SUCCESS", Data: *counts})
}

// readBulk reads and checks a request, and takes out what is there twice.
func readBulk(w http.ResponseWriter, r *http.Request, customer string) (*BulkTagsRequest, error) {
	if mediaType, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); mediaType != "application/json" {
		return nil, &failure{status: http.StatusUnsupportedMediaType, detail: "send application/json"}
	}
	var request BulkTagsRequest
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&request); err != nil {
		if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
			return nil, &failure{status: http.StatusRequestEntityTooLarge, detail: fmt.Sprintf("at most %d bytes are accepted", maxBody)}
		}
		return nil, invalid(err)
	}
	switch {
	case !customerPattern.MatchString(customer):
		return nil, invalid(errors.New("customerId must consist of letters, digits, underscores and hyphens"))
	case len(request.DeviceIds) < 1 || len(request.DeviceIds) > 10_000:
		return nil, invalid(errors.New("deviceIds must be 1 to 10000"))
	case len(request.TagIds) < 1 || len(request.TagIds) > 10:
		return nil, invalid(errors.New("tagIds must be 1 to 10"))
	}
	for i, id := range request.DeviceIds {
		if !devicePattern.MatchString(id) {
			return nil, invalid(fmt.Errorf("deviceIds[%d] is not a device id", i))
		}
	}
	for i, id := range request.TagIds {
		if !tagPattern.MatchString(id) {
			return nil, invalid(fmt.Errorf("tagIds[%d] is not a UUID", i))
		}
		request.TagIds[i] = strings.ToLower(id)
	}
	request.DeviceIds = distinct(request.DeviceIds)
	request.TagIds = distinct(request.TagIds)
	return &request, nil
}

func distinct(ids []string) []string {
	seen := make(map[string]struct{}, len(ids))
	return slices.DeleteFunc(ids, func(id string) bool {
		before := len(seen)
		seen[id] = struct{}{}
		return len(seen) == before
	})
}

// failure is an error that the caller is told about.
type failure struct {
	status int
	detail string
	cause  error
}

func (f *failure) Error() string {
	return f.detail
}

func (f *failure) Unwrap() error {
	return f.cause
}

func invalid(err error) error {
	return &failure{http.StatusBadRequest, "The specified request parameters are not valid: " + err.Error(), err}
}

var codes = map[int][2]string{
	400: {"4000000", "RESOURCE_INVALID_PARAM"},
	401: {"40100000", "AUTHORIZATION_FAIL"},
	403: {"40300000", "FORBIDDEN_ACCESS"},
	404: {"4040000", "RESOURCE_NOT_FOUND"},
	413: {"41300000", "PAYLOAD_TOO_LARGE"},
	415: {"41500000", "UNSUPPORTED_MEDIA_TYPE"},
	500: {"50000000", "INTERNAL_SERVER_ERROR"},
}

func fail(w http.ResponseWriter, err error) {
	known, ok := errors.AsType[*failure](err)
	if !ok {
		log.Print(err)
		known = &failure{status: http.StatusInternalServerError, detail: "An unexpected error occurred"}
	}
	if known.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
	}
	code := codes[known.status]
	if _, missing := errors.AsType[*RequiredParamError](err); missing {
		code = [2]string{"4000001", "MISSING_REQUIRED_PARAM"}
	}
	send(w, known.status,
		ErrorResponse{Result: int32(known.status), Code: code[0], Message: code[1], Data: known.detail})
}

func send(w http.ResponseWriter, status int, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		log.Print(err)
		status = http.StatusInternalServerError
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(data)
}
