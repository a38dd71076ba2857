// With what openapi-generator makes for axios.

import { isAxiosError } from "axios";
import { Configuration, DevicesApi, type ErrorResponse, EventsApi, TagsApi } from "../target/axios";
import { converse, customerId, server, token } from "./conversation";

const configuration = new Configuration({ basePath: `${server}/tag/v1`, accessToken: token });
const tags = new TagsApi(configuration);
const devices = new DevicesApi(configuration);
const one = <T>({ data }: { data: { data: { tags: T[] } } }) => data.data.tags[0] as T;

await converse({
  createTag: async (name, description, key) => one(await tags.createTag(customerId, { name, description }, key)),
  updateTag: async (id, change) => one(await tags.updateTag(customerId, id, change)),
  assign: async (deviceIds, tagIds, dryRun, atomic) => {
    const { data } = await devices.bulkAssignTags(customerId, { deviceIds, tagIds }, atomic, dryRun);
    return [data.data.changedCount, data.data.failures?.length ?? 0];
  },
  search: async (...lists) => (await devices.searchDevices(customerId, ...lists)).data.data.devices.map(({ id }) => id),
  etag: async (id) => (await tags.getTag(customerId, id)).headers["etag"] as string,
  status: async (id, etag) => {
    try {
      return (await tags.getTag(customerId, id, etag)).status;
    } catch (e) {
      return isAxiosError(e) ? (e.status ?? 0) : 0;
    }
  },
  refusal: async (name) => {
    try {
      return (await tags.createTag(customerId, { name })).statusText;
    } catch (e) {
      const error = isAxiosError<ErrorResponse>(e) ? e.response?.data : undefined;
      return `${error?.result} ${error?.code}`;
    }
  },
  eventTypes: async () =>
    (await new EventsApi(configuration).listEvents(customerId)).data.data.events.map(({ type }) => type),
  deleteTag: async (id) => {
    await tags.deleteTag(customerId, id);
  },
});
