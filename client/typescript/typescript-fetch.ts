/** The client that openapi-generator makes with `typescript-fetch`. */
import { Refusal, type TagApi } from "./api.js";
import {
  Configuration,
  DevicesApi,
  ErrorResponseFromJSON,
  EventsApi,
  ResponseError,
  TagsApi,
  type TagResponse,
} from "./target/typescript-fetch/index.js";

export function connect(address: string, accessToken: string | undefined): TagApi {
  const configuration = new Configuration({
    basePath: `${address}/tag/v1`,
    // The generated code sends the value as it is, so the scheme has to be in it.
    ...(accessToken === undefined ? {} : { accessToken: `Bearer ${accessToken}` }),
  });
  const tags = new TagsApi(configuration);
  const devices = new DevicesApi(configuration);
  const events = new EventsApi(configuration);
  return {
    async createTag(customerId, createTagRequest, key) {
      const once = key === undefined ? {} : { idempotencyKey: key };
      return only(await bodyOf(tags.createTag({ customerId, createTagRequest, ...once })));
    },
    async getTag(customerId, tagId) {
      return only(await bodyOf(tags.getTag({ customerId, tagId })));
    },
    async listTags(customerId, query) {
      return (await bodyOf(tags.listTags({ customerId, ...query }))).data;
    },
    async updateTag(customerId, tagId, updateTagRequest, ifMatch) {
      const condition = ifMatch === undefined ? {} : { ifMatch };
      return only(await bodyOf(tags.updateTag({ customerId, tagId, updateTagRequest, ...condition })));
    },
    async deleteTag(customerId, tagId) {
      await bodyOf(tags.deleteTag({ customerId, tagId }));
    },
    async bulkAssignTags(customerId, bulkTagsRequest, dryRun = false) {
      return (await bodyOf(devices.bulkAssignTags({ customerId, bulkTagsRequest, dryRun }))).data;
    },
    async bulkUnassignTags(customerId, bulkTagsRequest, dryRun = false) {
      return (await bodyOf(devices.bulkUnassignTags({ customerId, bulkTagsRequest, dryRun }))).data;
    },
    async changeDeviceTags(customerId, changeDeviceTagsRequest) {
      return (await bodyOf(devices.changeDeviceTags({ customerId, changeDeviceTagsRequest }))).data;
    },
    async searchDevices(customerId, query) {
      return (await bodyOf(devices.searchDevices({ customerId, ...query }))).data;
    },
    async getDevice(customerId, deviceId) {
      return (await bodyOf(devices.getDevice({ customerId, deviceId }))).data;
    },
    async listEvents(customerId, query) {
      return (await bodyOf(events.listEvents({ customerId, ...query }))).data;
    },
  };
}

async function bodyOf<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof ResponseError ? new Refusal(ErrorResponseFromJSON(await error.response.json())) : error;
  }
}

function only(response: TagResponse) {
  const [first] = response.data.tags;
  if (first === undefined) {
    throw new Error("it has no tag");
  }
  return first;
}
