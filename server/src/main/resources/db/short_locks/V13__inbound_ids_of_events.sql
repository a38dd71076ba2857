-- Both are null if the request brought none along, and in events that an earlier version has written.
alter table event add column client_request_id text, add column trace_id text;

comment on column event.client_request_id is 'the id that the client or a proxy gave to the request; not verified';
comment on column event.trace_id is 'the trace that the request said it belongs to, in hexadecimal; not verified';
