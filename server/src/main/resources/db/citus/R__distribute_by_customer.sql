-- Gives every customer a place on one node of a Citus cluster, for all of its rows. It comes after the versioned
-- migrations, and again when it has changed: so a table that a later migration makes is added to the list, after those
-- that it refers to. Rows that are there already move, and nobody can write meanwhile.

do $$
begin
  create extension if not exists citus;
exception when others then
  raise exception using errcode = 'TA001', message = sqlerrm;
end
$$;

do $$
declare
  tables constant text[] := array['customer', 'tag', 'assignment', 'event', 'idempotency', 'deleted_tag'];
  moved text[] := '{}';
  name text;
begin
  foreach name in array tables loop
    if not exists (select from pg_dist_partition where logicalrelid = name::regclass) then
      perform create_distributed_table(name, 'customer_id',
        colocate_with => case name when tables[1] then 'none' else tables[1] end);
      moved := moved || name;
    end if;
  end loop;
  -- Not earlier: what is truncated takes with it the rows that refer to it, also those that have not moved yet.
  foreach name in array moved loop
    perform truncate_local_data_after_distributing_table(name::regclass);
  end loop;
end
$$;
