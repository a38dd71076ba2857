// With what orval makes for fetch. Paths are relative: fetch is given the server and the token here.

import {
  bulkAssignTags,
  createTag,
  deleteTag,
  getTag,
  listEvents,
  searchDevices,
  updateTag,
} from "../target/orval/tagApi";
import { converse, customerId, server, token } from "./conversation";

const { fetch } = globalThis;
globalThis.fetch = (path, init) => {
  const headers = new Headers(init?.headers);
  headers.set("Authorization", `Bearer ${token}`);
  return fetch(`${server}/tag/v1${String(path)}`, { ...init, headers });
};
const customer = { customerId };

function sure<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error("not answered as documented");
  }
  return value;
}

await converse({
  createTag: async (name, description, key) => {
    const headers = key ? { "Idempotency-Key": key } : undefined;
    const answer = await createTag({ name, description }, customer, headers && { headers });
    return sure(answer.status === 201 ? answer.data.data.tags[0] : undefined);
  },
  updateTag: async (id, change) => {
    const answer = await updateTag(id, change, customer);
    return sure(answer.status === 200 ? answer.data.data.tags[0] : undefined);
  },
  assign: async (deviceIds, tagIds, dryRun, atomic) => {
    const answer = await bulkAssignTags({ deviceIds, tagIds }, { customerId, dryRun, atomic });
    const { data } = sure(answer.status === 200 ? answer.data : undefined);
    return [data.changedCount, data.failures?.length ?? 0];
  },
  search: async (allTags, anyTags, noTags) => {
    const answer = await searchDevices({ customerId, allTags, anyTags, noTags });
    return sure(answer.status === 200 ? answer.data : undefined).data.devices.map(({ id }) => id);
  },
  etag: async (id) => sure((await getTag(id, customer)).headers.get("ETag") ?? undefined),
  status: async (id, etag) => (await getTag(id, customer, { headers: { "If-None-Match": etag } })).status,
  refusal: async (name) => {
    const answer = await createTag({ name }, customer);
    return answer.status === 400 ? `${answer.data.result} ${answer.data.code}` : `${answer.status}`;
  },
  eventTypes: async () => {
    const answer = await listEvents(customer);
    return sure(answer.status === 200 ? answer.data : undefined).data.events.map(({ type }) => type);
  },
  deleteTag: async (id) => {
    await deleteTag(id, customer);
  },
});
