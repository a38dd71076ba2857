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
	Do       string          `json:"do"`
	Token    string          `json:"token"`
	As       string          `json:"as"`
	Client   string          `json:"client"`
	Secret   string          `json:"secret"`
	Scope    string          `json:"scope"`
	Tag      string          `json:"tag"`
	Name     json.RawMessage `json:"name"`
	Text     json.RawMessage `json:"description"`
	PageSize int32           `json:"pageSize"`
	Devices  int             `json:"devices"`
	Tags     []string        `json:"tags"`
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
	case "listTags":
		return c.listTags(api, s.PageSize)
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
	tag, err := api.CreateTag(c.customerID, *name.Value, description)
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
	tag, err := api.UpdateTag(c.customerID, c.id(s.Tag), name, description)
	if err != nil {
		return err
	}
	c.print("updateTag: " + describe(tag))
	return nil
}

func (c *conversation) listTags(api TagAPI, pageSize int32) error {
	var searchAfter *string
	for {
		page, err := api.ListTags(c.customerID, pageSize, searchAfter)
		if err != nil {
			return err
		}
		searchAfter = page.NextSearchAfter
		follows := "the end"
		if searchAfter != nil {
			follows = "more follow"
		}
		c.print(fmt.Sprintf("listTags: %d of %d, %s", len(page.Tags), page.Total, follows))
		for _, tag := range page.Tags {
			c.print("  " + describe(tag))
		}
		if searchAfter == nil {
			return nil
		}
	}
}

func (c *conversation) bulk(call func(string, Pairs) (Counts, error), s step) error {
	var pairs Pairs
	for number := range s.Devices {
		pairs.DeviceIDs = append(pairs.DeviceIDs, fmt.Sprintf("DEVICE-%d", number+1))
	}
	for _, tag := range s.Tags {
		pairs.TagIDs = append(pairs.TagIDs, c.id(tag))
	}
	counts, err := call(c.customerID, pairs)
	if err != nil {
		return err
	}
	c.print(fmt.Sprintf("%s: %d pairs, %d changed, %d unchanged", s.Do, counts.Total, counts.Changed, counts.Unchanged))
	return nil
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

func describe(tag Tag) string {
	description := "-"
	if tag.Description != nil {
		description = *tag.Description
	}
	return fmt.Sprintf("%s | %s | %s | %s | %d devices | %s | %s", tag.ID, tag.Name, description, tag.PredefinedType,
		tag.AssignedDeviceCount, moment(tag.CreatedOn), moment(tag.ModifiedOn))
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
