alter table customer add column version bigint not null default 0 check (version >= 0);

comment on column customer.version is 'grows by one with each change, as its last statement: see Events.java';

-- Without a sequence: the position is the version of the customer, whose row is locked until the change commits. So the
-- positions of a customer have no gaps, and nobody sees one before those below it.
create table event (
  customer_id   text collate "C" not null references customer,
  position      bigint           not null,
  type          text             not null,
  occurred_on   bigint           not null,
  client_id     text,
  subject       text,
  request_id    text             not null,
  tag_ids       uuid[]           not null,
  device_ids    text[],
  changed_count bigint,
  tag           jsonb,
  primary key (customer_id, position)
);

comment on column event.occurred_on is 'epoch milliseconds';
comment on column event.client_id is 'the OAuth 2.0 client of the access token; null if the token does not name it';
comment on column event.subject is 'the subject of the access token';
comment on column event.device_ids is 'of device events: those asked for, changed or not';
comment on column event.changed_count is 'of device events: the pairs of a tag and a device that have changed';
comment on column event.tag is 'of tag events: the tag afterwards, of a deleted one as it was; see TagSnapshot.java';

-- A row is a claim of a key: locked while the request is under way. What is null until the request is done stays null
-- when it fails, and the next request with that key takes the claim over.
create table idempotency (
  customer_id  text collate "C" not null,
  key          text collate "C" not null,
  created_on   bigint           not null,
  request_hash text collate "C",
  status       integer,
  location     text,
  etag         text,
  body         text,
  primary key (customer_id, key)
);

comment on table idempotency is 'answers that are given again to a request with the same Idempotency-Key';
comment on column idempotency.created_on is 'epoch milliseconds; of the answer, once there is one';
comment on column idempotency.request_hash is 'SHA-256 of what was asked for; see Fingerprint.java';

-- Finds the tags of a device, and devices in their order. Building it keeps assignments from being written meanwhile.
create index assignment_by_device on assignment (customer_id, device_id, tag_id);
