-- A tag with many assignments is deleted at once, and its assignments afterwards, in batches: see DeletedTags.java.
create table deleted_tag (
  customer_id text collate "C" not null,
  tag_id      uuid             not null,
  removed_to  text collate "C" not null default '',
  primary key (customer_id, tag_id)
);

comment on table deleted_tag is 'tags that are deleted and may have assignments still';
comment on column deleted_tag.removed_to is 'the last device of the last batch: no assignment up to it is left';

-- Assignments may outlive their tag. None is made without one: whoever inserts them has locked the tag.
alter table assignment drop constraint assignment_customer_id_tag_id_fkey;
