// With what openapi-generator's typescript makes.

import {
  ApiException,
  createConfiguration,
  DevicesApi,
  type ErrorResponse,
  EventsApi,
  ServerConfiguration,
  TagsApi,
} from "../target/typescript";
import { converse, customerId, server, token } from "./conversation";

const configuration = createConfiguration({
  baseServer: new ServerConfiguration(`${server}/tag/v1`, {}),
  authMethods: { oauth2: { accessToken: token } },
  promiseMiddleware: [
    {
      // Without it, a header that is not set is sent with the value undefined.
      pre: async (request) => {
        const headers = request.getHeaders();
        for (const [name, value] of Object.entries(headers)) {
          if (value === undefined) delete headers[name];
        }
        return request;
      },
      post: async (response) => response,
    },
  ],
});
const tags = new TagsApi(configuration);
const devices = new DevicesApi(configuration);
const one = <T>({ data }: { data: { tags: T[] } }) => data.tags[0] as T;

await converse({
  createTag: async (name, description, key) => one(await tags.createTag(customerId, { name, description }, key)),
  updateTag: async (id, change) => one(await tags.updateTag(customerId, id, change)),
  assign: async (deviceIds, tagIds, dryRun, atomic) => {
    const { data } = await devices.bulkAssignTags(customerId, { deviceIds, tagIds }, atomic, dryRun);
    return [data.changedCount, data.failures?.length ?? 0];
  },
  search: async (...lists) => (await devices.searchDevices(customerId, ...lists)).data.devices.map(({ id }) => id),
  etag: async (id) => (await tags.getTagWithHttpInfo(customerId, id)).headers["etag"] as string,
  status: async (id, etag) => {
    try {
      return (await tags.getTagWithHttpInfo(customerId, id, etag)).httpStatusCode;
    } catch (e) {
      return e instanceof ApiException ? e.code : 0;
    }
  },
  refusal: async (name) => {
    try {
      return one(await tags.createTag(customerId, { name })).id;
    } catch (e) {
      const error = e instanceof ApiException ? (e as ApiException<ErrorResponse>).body : undefined;
      return `${error?.result} ${error?.code}`;
    }
  },
  eventTypes: async () => (await new EventsApi(configuration).listEvents(customerId)).data.events.map(({ type }) => type),
  deleteTag: async (id) => {
    await tags.deleteTag(customerId, id);
  },
});
