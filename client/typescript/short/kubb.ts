// With what kubb makes for axios. Its functions give back bodies; a response's headers are for axios' interceptors.

import { axiosInstance, setConfig } from "@kubb/plugin-client/clients/axios";
import { isAxiosError } from "axios";
import {
  bulkAssignTags,
  createTag,
  deleteTag,
  type ErrorResponse,
  getTag,
  listEvents,
  searchDevices,
  updateTag,
} from "../target/kubb";
import { converse, customerId, server, token } from "./conversation";

setConfig({
  baseURL: `${server}/tag/v1`,
  headers: { Authorization: `Bearer ${token}` },
  paramsSerializer: { indexes: null },
});
let etag = "";
axiosInstance.interceptors.response.use((response) => {
  etag = String(response.headers["etag"]);
  return response;
});
const customer = { customerId };
const one = <T>({ data }: { data: { tags: T[] } }) => data.tags[0] as T;

await converse({
  createTag: async (name, description, key) =>
    one(await createTag({ name, description }, customer, key ? { "Idempotency-Key": key } : undefined)),
  updateTag: async (id, change) => one(await updateTag(id, change, customer)),
  assign: async (deviceIds, tagIds, dryRun, atomic) => {
    const { data } = await bulkAssignTags({ deviceIds, tagIds }, { customerId, dryRun, atomic });
    return [data.changedCount, data.failures?.length ?? 0];
  },
  search: async (allTags, anyTags, noTags) =>
    (await searchDevices({ customerId, allTags, anyTags, noTags })).data.devices.map(({ id }) => id),
  etag: async (id) => {
    await getTag(id, customer);
    return etag;
  },
  status: async (id, known) => {
    try {
      await getTag(id, customer, { "If-None-Match": known });
      return 200;
    } catch (e) {
      return isAxiosError(e) ? (e.status ?? 0) : 0;
    }
  },
  refusal: async (name) => {
    try {
      await createTag({ name }, customer);
      return "created";
    } catch (e) {
      const error = isAxiosError<ErrorResponse>(e) ? e.response?.data : undefined;
      return `${error?.result} ${error?.code}`;
    }
  },
  eventTypes: async () => (await listEvents(customer)).data.events.map(({ type }) => type),
  deleteTag: async (id) => {
    await deleteTag(id, customer);
  },
});
