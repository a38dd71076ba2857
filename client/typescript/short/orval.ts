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
    throw new Error("not as documented");
  }
  return value;
}

await converse({
  createTag: async (name, description, key) => {
    const headers = key ? { "Idempotency-Key": key } : undefined;
    const response = await createTag({ name, description }, customer, headers && { headers });
    return sure(response.status === 201 ? response.data.data.tags[0] : undefined);
  },
  updateTag: async (id, change) => {
    const response = await updateTag(id, change, customer);
    return sure(response.status === 200 ? response.data.data.tags[0] : undefined);
  },
  assign: async (deviceIds, tagIds, dryRun, atomic) => {
    const response = await bulkAssignTags({ deviceIds, tagIds }, { customerId, dryRun, atomic });
    const { data } = sure(response.status === 200 ? response.data : undefined);
    return [data.changedCount, data.failures?.length ?? 0];
  },
  search: async (allTags, anyTags, noTags) => {
    const response = await searchDevices({ customerId, allTags, anyTags, noTags });
    return sure(response.status === 200 ? response.data : undefined).data.devices.map(({ id }) => id);
  },
  etag: async (id) => sure((await getTag(id, customer)).headers.get("ETag") ?? undefined),
  status: async (id, etag) => (await getTag(id, customer, { headers: { "If-None-Match": etag } })).status,
  refusal: async (name) => {
    const response = await createTag({ name }, customer);
    return response.status === 400 ? `${response.data.result} ${response.data.code}` : `${response.status}`;
  },
  eventTypes: async () => {
    const response = await listEvents(customer);
    return sure(response.status === 200 ? response.data : undefined).data.events.map(({ type }) => type);
  },
  deleteTag: async (id) => {
    await deleteTag(id, customer);
  },
});
