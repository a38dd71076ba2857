\if :zipf
\set customer random_zipfian(1, :customers, 1.1) - 1
\else
\set customer random(0, :customers - 1)
\endif
select tag_id, name, description, predefined_type, assigned_device_count, created_on, modified_on
from tag where customer_id = 'customer-' || (:customer)::text order by name_key, tag_id limit 25 offset 0;
select count(*) from tag where customer_id = 'customer-' || (:customer)::text;
