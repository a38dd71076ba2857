\set customer random(0, :customers - 1)
\set tag random(0, 59)
begin;
update tag set description = 'Description ' || (:customer)::text, modified_on = greatest(1770000000000, modified_on + 1)
where customer_id = 'customer-' || (:customer)::text
  and tag_id = ('01900000-0000-7000-8000-' || lpad(to_hex((:customer)::int), 6, '0') || lpad(to_hex((:tag)::int), 6, '0'))::uuid
returning tag_id, name, description, predefined_type, assigned_device_count, created_on, modified_on;
update customer set version = version + 1, revision = 7 where customer_id = 'customer-' || (:customer)::text;
insert into event (customer_id, position, type, occurred_on, client_id, subject, request_id, tag_ids, tag, size)
select customer_id, version, 'TAG_UPDATED', 1770000000000, 'bench', 'bench', '01900000-0000-7000-8000-000000000000',
  '{01900000-0000-7000-8000-000000000000}', '{"name": "Floor 01", "description": "The devices of floor 01"}', 500
from customer where customer_id = 'customer-' || (:customer)::text;
commit;
