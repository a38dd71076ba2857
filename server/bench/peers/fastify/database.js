import pg from 'pg';
import { failure } from './errors.js';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 });

/** Statements with a name are prepared once on each connection. */
const LIST = {
  name: 'list',
  text: `
    select c.tag_count, t.*
    from customer c
    left join lateral (
      select tag_id, name, name_key, description, predefined_type, assigned_device_count, created_on, modified_on
      from tag
      where customer_id = c.customer_id and name_key > $2
      order by name_key
      limit $3 offset $4
    ) t on true
    where c.customer_id = $1
    order by t.name_key`,
};
const LOCK_TAGS = {
  name: 'lock-tags',
  text: `
    select tag_id from tag where customer_id = $1 and tag_id = any($2::uuid[])
    order by tag_id for no key update`,
};
const INSERT = {
  name: 'insert',
  text: `
    insert into assignment (customer_id, tag_id, device_id)
    select t.customer_id, t.tag_id, d.device_id
    from tag t cross join unnest($3::text[]) as d (device_id)
    where t.customer_id = $1 and t.tag_id = $2 and (
      select a.device_id from assignment a
      where a.customer_id = $1 and a.tag_id = t.tag_id and a.device_id = d.device_id) is null`,
};
const ADD_TO_COUNT = {
  name: 'add-to-count',
  text: `
    update tag set assigned_device_count = assigned_device_count + $3
    where customer_id = $1 and tag_id = $2`,
};
const NEXT_VERSION = {
  name: 'next-version',
  text: 'update customer set version = version + 1 where customer_id = $1',
};
const INSERT_EVENT = {
  name: 'insert-event',
  text: `
    insert into event (customer_id, position, type, occurred_on, request_id, tag_ids, device_ids, changed_count)
    select customer_id, version, 'DEVICES_ASSIGNED', $2, $3, $4, $5, $6
    from customer where customer_id = $1`,
};

export async function list({ customerId, pageNum, pageSize, searchAfter }) {
  const after = searchAfter ? Buffer.from(searchAfter.slice(1), 'hex').toString() : '';
  const offset = searchAfter ? 0 : pageNum * pageSize;
  const { rows } = await pool.query({ ...LIST, values: [customerId, after, pageSize + 1, offset] });
  const found = rows.filter(({ tag_id: id }) => id !== null);
  const page = found.slice(0, pageSize);
  return {
    total: rows[0]?.tag_count ?? 0,
    tags: page.map((row) => ({
      id: row.tag_id,
      name: row.name,
      description: row.description ?? undefined,
      predefinedType: row.predefined_type,
      assignedDeviceCount: row.assigned_device_count,
      createdOn: row.created_on,
      modifiedOn: row.modified_on,
    })),
    nextSearchAfter: found.length > pageSize ? `n${Buffer.from(page.at(-1).name_key).toString('hex')}` : undefined,
  };
}

export async function bulkAssign(requestId, customerId, body) {
  const tagIds = [...new Set(body.tagIds.map((id) => id.toLowerCase()))];
  const deviceIds = [...new Set(body.deviceIds)];
  const changedCount = await inTransaction(async (client) => {
    const { rows } = await client.query({ ...LOCK_TAGS, values: [customerId, tagIds] });
    if (rows.length < tagIds.length) {
      const known = new Set(rows.map(({ tag_id: id }) => id));
      throw failure(404, `The requested resource does not exist: tags ${tagIds.filter((id) => !known.has(id)).join(', ')}`);
    }
    let changed = 0;
    for (const { tag_id: tagId } of rows) {
      const { rowCount } = await client.query({ ...INSERT, values: [customerId, tagId, deviceIds] });
      await client.query({ ...ADD_TO_COUNT, values: [customerId, tagId, rowCount] });
      changed += rowCount;
    }
    if (changed > 0) {
      await client.query({ ...NEXT_VERSION, values: [customerId] });
      await client.query({ ...INSERT_EVENT, values: [customerId, Date.now(), requestId, tagIds, deviceIds, changed] });
    }
    return changed;
  });
  const totalCount = tagIds.length * deviceIds.length;
  return { totalCount, changedCount, unchangedCount: totalCount - changedCount };
}

async function inTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
