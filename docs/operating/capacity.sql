-- Measures the figures of capacity.md in an empty database, as its superuser:
--   createdb capacity && psql -X -d capacity -f docs/operating/capacity.sql
-- It takes some minutes and 10 GB, half of them WAL. A database that is used by nobody else, please: the WAL of all is counted.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off
\timing off

\if :{?rows} \else
  \set rows 10000000
\endif

set client_min_messages = warning;
\ir ../src/main/resources/db/migration/V1__customers_tags_assignments.sql
\ir ../src/main/resources/db/short_locks/V2__versions_events_idempotency.sql
\ir ../src/main/resources/db/short_locks/V3__revisions_and_sizes.sql
\ir ../src/main/resources/db/short_locks/V7__deleted_tags.sql
create index assignment_by_device on assignment (customer_id, device_id, tag_id);
create index idempotency_by_age on idempotency (customer_id, created_on);
create extension pgstattuple;

-- The rows are right by construction, so foreign keys need not be checked for each.
set session_replication_role = replica;
select setseed(0.5) \gset

create function size(relation regclass, number bigint) returns numeric language sql
return round(pg_relation_size(relation)::numeric / number, 1);

-- Customer n has the nth part of what the first has, and so have its tags of its devices, as in server/bench/bench/data.py.
insert into customer (customer_id, tag_count) select 'customer-' || c, 60 from generate_series(1, 1000) c;
insert into tag (customer_id, tag_id, name, name_key, description, created_on, modified_on, assigned_device_count)
select 'customer-' || c, cast('01900000-0000-7000-8000-' || lpad(to_hex(c), 6, '0') || lpad(to_hex(t), 6, '0') as uuid),
  'Floor ' || t, 'floor ' || t, 'The devices of floor ' || t, 1760000000000, 1760000000000,
  ceil(:rows / 35.03 / c / t)
from generate_series(1, 1000) c cross join generate_series(1, 60) t;
create unlogged table wanted as
select customer_id, tag_id, '35' || lpad(cast(d as text), 13, '0') as device_id
from tag cross join generate_series(1, assigned_device_count) d;

\echo
\echo Bytes for each customer and tag
select 'customer' as "table", size('customer', count(*)) as heap, size('customer_pkey', count(*)) as indexes from customer
union all
select 'tag', size('tag', count(*)), size('tag_pkey', count(*)) + size('tag_customer_id_name_key_key', count(*)) from tag;

create view assignment_size as
select count(*) as rows, size('assignment', count(*)) as heap, size('assignment_pkey', count(*)) as primary_key,
  size('assignment_by_device', count(*)) as by_device,
  round(pg_total_relation_size('assignment')::numeric / count(*), 1) as total
from assignment;

\echo
\echo Bytes for each assignment, written in the order of the primary key
insert into assignment select customer_id, tag_id, device_id from wanted order by customer_id collate "C", tag_id, device_id;
vacuum analyze assignment;
select * from assignment_size;

\echo
\echo Bytes for each assignment, written in random order
truncate assignment;
insert into assignment select customer_id, tag_id, device_id from wanted order by random();
vacuum analyze assignment;
select * from assignment_size;

\echo
\echo ... and after a tenth has been deleted and written again, five times
create unlogged table gone (like wanted);
create procedure churn() language plpgsql as $$
begin
  truncate gone;
  with deleted as (delete from assignment where random() < 0.1 returning customer_id, tag_id, device_id)
  insert into gone select * from deleted;
end
$$;
call churn();
vacuum assignment;
insert into assignment select customer_id, tag_id, device_id from gone order by random();
call churn();
vacuum assignment;
insert into assignment select customer_id, tag_id, device_id from gone order by random();
call churn();
vacuum assignment;
insert into assignment select customer_id, tag_id, device_id from gone order by random();
call churn();
vacuum assignment;
insert into assignment select customer_id, tag_id, device_id from gone order by random();
call churn();
vacuum assignment;
insert into assignment select customer_id, tag_id, device_id from gone order by random();
vacuum assignment;
select * from assignment_size;

\echo
\echo The indexes: how full, and how much of them is above the leaves
select i.name, s.tree_level, s.leaf_pages, s.internal_pages, s.avg_leaf_density
from (values ('assignment_pkey'), ('assignment_by_device')) i (name) cross join pgstatindex(i.name) s;

\echo
\echo How long it takes to delete a tag of so many devices, to vacuum afterwards, and to freeze
select assigned_device_count as devices from tag where customer_id = 'customer-2' and name = 'Floor 1';
\timing on
delete from assignment where customer_id = 'customer-2' and tag_id = '01900000-0000-7000-8000-000002000001';
vacuum assignment;
vacuum (freeze) assignment;
\timing off

\echo
\echo WAL of a bulk: 10,000 devices of 285,000 and one tag, with the counting and the event
set session_replication_role = origin;
create table bulk_wal (bulk text, megabytes numeric);
create procedure bulk(name text, tag_number integer, step integer) language plpgsql as $$
declare
  tag uuid := '01900000-0000-7000-8000-000001' || lpad(to_hex(tag_number), 6, '0');
  devices text[] := array(select '35' || lpad(cast(d * step as text), 13, '0') from generate_series(1, 10000) d);
  before pg_lsn := pg_current_wal_insert_lsn();
begin
  perform from tag t where t.customer_id = 'customer-1' and t.tag_id = tag for no key update;
  update tag t
  set assigned_device_count = assigned_device_count + cardinality(devices) - (
    select count(*) from assignment a
    where a.customer_id = 'customer-1' and a.tag_id = t.tag_id and a.device_id = any(devices))
  where t.customer_id = 'customer-1' and t.tag_id = tag;
  insert into assignment (customer_id, tag_id, device_id)
  select t.customer_id, t.tag_id, d.device_id
  from tag t cross join unnest(devices) as d (device_id)
  where t.customer_id = 'customer-1' and t.tag_id = tag
  on conflict do nothing;
  update customer set version = version + 1 where customer_id = 'customer-1';
  insert into event (customer_id, position, type, occurred_on, client_id, subject, request_id, tag_ids, device_ids, changed_count)
  select customer_id, version, 'TAGS_ASSIGNED', 1760000000000, 'fleet', 'fleet', gen_random_uuid(), array[tag], devices, 10000
  from customer where customer_id = 'customer-1';
  commit;
  insert into bulk_wal values (name, round((pg_current_wal_insert_lsn() - before) / 1e6, 1));
end
$$;
insert into tag (customer_id, tag_id, name, name_key, created_on, modified_on)
select 'customer-1', cast('01900000-0000-7000-8000-000001' || lpad(to_hex(t), 6, '0') as uuid), 'New ' || t, 'new ' || t, 0, 0
from generate_series(61, 64) t;
checkpoint;
call bulk('devices in a row, the first after a checkpoint', 61, 1);
call bulk('devices in a row, the next', 62, 1);
checkpoint;
call bulk('devices far apart, the first after a checkpoint', 63, 28);
call bulk('the same devices, the next', 64, 28);
select * from bulk_wal;

\echo
\echo How long it takes to build an index anew
\timing on
reindex index assignment_by_device;
\timing off

\echo
\echo Bytes for each event, with its index: of a tag, of one device, of 100, of 10,000
truncate event;
create table event_bytes (event text, bytes numeric);
create procedure events(number integer, devices integer) language plpgsql as $$
begin
  truncate event;
  insert into event (customer_id, position, type, occurred_on, client_id, subject, request_id, tag_ids, device_ids,
    changed_count, tag)
  select 'customer-1', p, 'TAGS_ASSIGNED', 1760000000000, 'fleet', 'fleet', gen_random_uuid(),
    array[cast('01900000-0000-7000-8000-000001000001' as uuid)],
    case when devices > 0 then array(
      select '35693803' || lpad(cast(floor(random() * 1e7 + 0 * p) as text), 7, '0') from generate_series(1, devices)) end,
    nullif(devices, 0),
    case when devices = 0 then cast('{"id": "01900000-0000-7000-8000-000001000001", "name": "Floor 1",
      "description": "The devices of floor 1", "predefinedType": "MANUAL", "assignedDeviceCount": 10000,
      "createdOn": 1760000000000, "modifiedOn": 1760000000000}' as jsonb) end
  from generate_series(1, number) p;
  insert into event_bytes
  values (case devices when 0 then 'tag' else devices || ' devices' end, pg_total_relation_size('event') / number);
end
$$;
call events(20000, 0);
call events(20000, 1);
call events(20000, 100);
call events(500, 10000);
select * from event_bytes;

\echo
\echo Bytes for each idempotency row, with its index: the response of a bulk call
insert into idempotency (customer_id, key, created_on, request_hash, status, body)
select 'customer-' || n % 1000 + 1, gen_random_uuid(), 1760000000000, repeat('a', 64), 200,
  '{"result":200,"code":"20000000","message":"SUCCESS","data":{"totalCount":10000,"changedCount":10000,"unchangedCount":0}}'
from generate_series(1, 50000) n;
select pg_total_relation_size('idempotency') / 50000 as bytes;
