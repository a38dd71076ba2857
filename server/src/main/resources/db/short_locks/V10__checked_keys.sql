-- An earlier version changes name_key without it, so what differs from name_key has to be checked: see NameKeys.java.
alter table tag add column checked_key text collate "C";

comment on column tag.checked_key is 'the last key that was made by the rule of NameKey.java; null for a name in ASCII';
