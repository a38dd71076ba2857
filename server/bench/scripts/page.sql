select tag_id, name, description, predefined_type, assigned_device_count, created_on, modified_on
from tag where customer_id = 'customer-1' order by name_key, tag_id limit 25 offset 0;
select count(*) from tag where customer_id = 'customer-1';
