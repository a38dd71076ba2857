-- Reads all customers, while they can be read and changed.
alter table customer validate constraint customer_version_check;
