-- So that the purge of idempotency records finds them by their customers, none of which it would miss.
insert into customer (customer_id) select distinct customer_id from idempotency on conflict (customer_id) do nothing;
