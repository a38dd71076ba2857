// With what @hey-api/openapi-ts makes: its client is built on fetch, and errors are values.

import { client } from "../target/hey-api/client.gen";
import {
  bulkAssignTags,
  createTag,
  deleteTag,
  getTag,
  listEvents,
  searchDevices,
  updateTag,
} from "../target/hey-api/sdk.gen";
import { converse, customerId, server, token } from "./conversation";

client.setConfig({ baseUrl: `${server}/tag/v1`, auth: token });
const query = { customerId };

function sure<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error("not as documented");
  }
  return value;
}

await converse({
  createTag: async (name, description, key) => {
    const { data } = await createTag({ query, body: { name, description }, headers: { "Idempotency-Key": key } });
    return sure(data?.data.tags[0]);
  },
  updateTag: async (tagId, body) => sure((await updateTag({ query, path: { tagId }, body })).data?.data.tags[0]),
  assign: async (deviceIds, tagIds, dryRun, atomic) => {
    const { data } = await bulkAssignTags({ query: { customerId, dryRun, atomic }, body: { deviceIds, tagIds } });
    return [sure(data).data.changedCount, data?.data.failures?.length ?? 0];
  },
  search: async (allTags, anyTags, noTags) => {
    const { data } = await searchDevices({ query: { customerId, allTags, anyTags, noTags } });
    return sure(data).data.devices.map(({ id }) => id);
  },
  etag: async (tagId) => sure((await getTag({ query, path: { tagId } })).response?.headers.get("ETag") ?? undefined),
  status: async (tagId, etag) =>
    sure((await getTag({ query, path: { tagId }, headers: { "If-None-Match": etag } })).response?.status),
  refusal: async (name) => {
    const { error } = await createTag({ query, body: { name } });
    return `${error?.result} ${error?.code}`;
  },
  eventTypes: async () => sure((await listEvents({ query })).data).data.events.map(({ type }) => type),
  deleteTag: async (tagId) => {
    await deleteTag({ query, path: { tagId } });
  },
});
