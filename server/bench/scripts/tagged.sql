\set after random(0, 99000)
select d.device_id, a.tag_id from (
  select device_id from assignment
  where customer_id = 'searched' and tag_id = '01900000-0000-7000-8000-000000000001'
    and device_id > '35' || lpad((:after)::text, 13, '0')
  order by device_id limit 101
) d cross join lateral (
  select tag_id from assignment where customer_id = 'searched' and device_id = d.device_id offset 0
) a;
