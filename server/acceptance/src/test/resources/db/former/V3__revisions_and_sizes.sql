-- Both may be null: of what an earlier version has written, and writes while servers are upgraded one after the other.

alter table customer add column revision bigint;

comment on column customer.revision is 'a random number for each version: a version that a restored database reaches
again, by other changes, has another one; see CustomerVersion.java';

alter table event add column size integer;

comment on column event.size is 'about how many bytes the event has as JSON, so that a page need not read what it cannot hold';
