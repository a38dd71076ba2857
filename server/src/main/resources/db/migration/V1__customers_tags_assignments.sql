-- The customer is the first column of every key: one customer's rows belong together, and can be distributed by it.
-- Text that is compared or ordered has the collation "C", which means the same on every machine.

create table customer (
  customer_id text collate "C" primary key,
  listed      boolean not null default false,
  tag_count   integer not null default 0 check (tag_count >= 0)
);

comment on column customer.listed is 'whether an access token has listed the customer by name';

create table tag (
  customer_id           text collate "C" not null references customer,
  tag_id                uuid             not null,
  name                  text             not null,
  name_key              text collate "C" not null,
  description           text,
  predefined_type       text             not null default 'MANUAL',
  assigned_device_count bigint           not null default 0 check (assigned_device_count >= 0),
  created_on            bigint           not null,
  modified_on           bigint           not null,
  primary key (customer_id, tag_id),
  unique (customer_id, name_key)
);

comment on column tag.name_key is 'the name without its case; see NameKey.java';
comment on column tag.created_on is 'epoch milliseconds';
comment on column tag.modified_on is 'epoch milliseconds';

create table assignment (
  customer_id text collate "C" not null,
  tag_id      uuid             not null,
  device_id   text collate "C" not null,
  primary key (customer_id, tag_id, device_id),
  foreign key (customer_id, tag_id) references tag
);
