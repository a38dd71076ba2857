// With what openapi-zod-client makes for Zodios. Its functions give back bodies; a response's headers are for axios'
// interceptors. It checks requests too, and so would refuse a malformed device id, which atomic=false leaves out.

import { isErrorFromAlias } from "@zodios/core";
import { isAxiosError } from "axios";
import { api, createApiClient } from "../target/zodios/index";
import { converse, customerId, server, token } from "./conversation";

const client = createApiClient(`${server}/tag/v1`, {
  validate: "response",
  axiosConfig: { headers: { Authorization: `Bearer ${token}` }, paramsSerializer: { indexes: null } },
});
let etag = "";
client.axios.interceptors.response.use((response) => {
  etag = String(response.headers["etag"]);
  return response;
});
const queries = { customerId };
const one = <T>({ data }: { data: { tags: T[] } }) => data.tags[0] as T;

await converse({
  createTag: async (name, description, key) =>
    one(await client.createTag({ name, description }, { queries, headers: { "Idempotency-Key": key } })),
  updateTag: async (tagId, change) => one(await client.updateTag(change, { queries, params: { tagId } })),
  assign: async (deviceIds, tagIds, dryRun, atomic) => {
    const { data } = await client.bulkAssignTags({ deviceIds, tagIds }, { queries: { customerId, dryRun, atomic } });
    return [data.changedCount, data.failures?.length ?? 0];
  },
  search: async (allTags, anyTags, noTags) =>
    (await client.searchDevices({ queries: { customerId, allTags, anyTags, noTags } })).data.devices.map(({ id }) => id),
  etag: async (tagId) => {
    await client.getTag({ queries, params: { tagId } });
    return etag;
  },
  status: async (tagId, known) => {
    try {
      await client.getTag({ queries, params: { tagId }, headers: { "If-None-Match": known } });
      return 200;
    } catch (e) {
      return isAxiosError(e) ? (e.status ?? 0) : 0;
    }
  },
  refusal: async (name) => {
    try {
      await client.createTag({ name }, { queries });
      return "created";
    } catch (e) {
      return isErrorFromAlias(api.api, "createTag", e)
        ? `${e.response.data.result} ${e.response.data.code}`
        : String(e);
    }
  },
  eventTypes: async () => (await client.listEvents({ queries })).data.events.map(({ type }) => type),
  deleteTag: async (tagId) => {
    await client.deleteTag(undefined, { queries, params: { tagId } });
  },
});
