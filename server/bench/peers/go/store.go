package main

import (
	"context"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// The pool prepares each statement once on each connection.
const (
	listTags = `
		select c.tag_count, t.tag_id::text, t.name, t.name_key, t.description, t.predefined_type,
		  t.assigned_device_count, t.created_on, t.modified_on
		from customer c
		left join lateral (
		  select tag_id, name, name_key, description, predefined_type, assigned_device_count, created_on, modified_on
		  from tag
		  where customer_id = c.customer_id and name_key > $2
		  order by name_key
		  limit $3 offset $4
		) t on true
		where c.customer_id = $1
		order by t.name_key`
	lockTags = `
		select tag_id::text from tag where customer_id = $1 and tag_id = any($2::uuid[])
		order by tag_id for no key update`
	insertAssignments = `
		insert into assignment (customer_id, tag_id, device_id)
		select t.customer_id, t.tag_id, d.device_id
		from tag t cross join unnest($3::text[]) as d (device_id)
		where t.customer_id = $1 and t.tag_id = $2 and (
		  select a.device_id from assignment a
		  where a.customer_id = $1 and a.tag_id = t.tag_id and a.device_id = d.device_id) is null`
	addToCount = `
		update tag set assigned_device_count = assigned_device_count + $3
		where customer_id = $1 and tag_id = $2`
	nextVersion = `
		update customer set version = version + 1 where customer_id = $1`
	insertEvent = `
		insert into event (customer_id, position, type, occurred_on, request_id, tag_ids, device_ids, changed_count)
		select customer_id, version, 'DEVICES_ASSIGNED', $2, $3, $4::uuid[], $5::text[], $6
		from customer where customer_id = $1`
)

type store struct {
	pool *pgxpool.Pool
}

func (s *store) list(ctx context.Context, customer string, number, size int, cursor string) (*TagPage, error) {
	after, offset := "", int64(number)*int64(size)
	if cursor != "" {
		name, err := hex.DecodeString(cursor[1:])
		if err != nil {
			return nil, invalid(err)
		}
		after, offset = string(name), 0
	}
	rows, err := s.pool.Query(ctx, listTags, customer, after, size+1, offset)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	page := &TagPage{Tags: make([]Tag, 0, size)}
	var lastKey string
	for rows.Next() {
		// All but the total is null if there is no tag.
		var id, name, nameKey, predefinedType *string
		var devices, createdOn, modifiedOn *int64
		var tag Tag
		if err := rows.Scan(&page.Total, &id, &name, &nameKey, &tag.Description, &predefinedType,
			&devices, &createdOn, &modifiedOn); err != nil {
			return nil, err
		}
		switch {
		case id == nil:
		case len(page.Tags) == size:
			next := "n" + hex.EncodeToString([]byte(lastKey))
			page.NextSearchAfter = &next
		default:
			tag.Id, tag.Name, tag.PredefinedType = *id, *name, *predefinedType
			tag.AssignedDeviceCount, tag.CreatedOn, tag.ModifiedOn = *devices, *createdOn, *modifiedOn
			page.Tags = append(page.Tags, tag)
			lastKey = *nameKey
		}
	}
	return page, rows.Err()
}

func (s *store) assign(ctx context.Context, requestID, customer string, tags, devices []string) (*BulkTagsCounts, error) {
	var changed int64
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, lockTags, customer, tags)
		if err != nil {
			return err
		}
		found, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return err
		}
		if len(found) < len(tags) {
			unknown := slices.DeleteFunc(tags, func(id string) bool { return slices.Contains(found, id) })
			return &failure{status: http.StatusNotFound,
				detail: "The requested resource does not exist: tags " + strings.Join(unknown, ", ")}
		}
		for _, tag := range found {
			result, err := tx.Exec(ctx, insertAssignments, customer, tag, devices)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, addToCount, customer, tag, result.RowsAffected()); err != nil {
				return err
			}
			changed += result.RowsAffected()
		}
		if changed == 0 {
			return nil
		}
		batch := new(pgx.Batch)
		batch.Queue(nextVersion, customer)
		batch.Queue(insertEvent, customer, time.Now().UnixMilli(), requestID, tags, devices, changed)
		return tx.SendBatch(ctx, batch).Close()
	})
	if err != nil {
		return nil, err
	}
	total := int64(len(tags) * len(devices))
	return &BulkTagsCounts{TotalCount: total, ChangedCount: changed, UnchangedCount: total - changed}, nil
}
