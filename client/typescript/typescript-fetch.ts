/** The client that openapi-generator makes with `typescript-fetch`. */
import { Refusal, type TagApi } from "./api.js";
import {
  Configuration,
  DevicesApi,
  ErrorResponseFromJSON,
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
  return {
    async createTag(customerId, createTagRequest) {
      return only(await answer(tags.createTag({ customerId, createTagRequest })));
    },
    async listTags(customerId, pageSize, searchAfter) {
      const page = searchAfter === undefined ? {} : { searchAfter };
      return (await answer(tags.listTags({ customerId, pageSize, ...page }))).data;
    },
    async updateTag(customerId, tagId, updateTagRequest) {
      return only(await answer(tags.updateTag({ customerId, tagId, updateTagRequest })));
    },
    async deleteTag(customerId, tagId) {
      await answer(tags.deleteTag({ customerId, tagId }));
    },
    async bulkAssignTags(customerId, bulkTagsRequest) {
      return (await answer(devices.bulkAssignTags({ customerId, bulkTagsRequest }))).data;
    },
    async bulkUnassignTags(customerId, bulkTagsRequest) {
      return (await answer(devices.bulkUnassignTags({ customerId, bulkTagsRequest }))).data;
    },
  };
}

async function answer<T>(call: Promise<T>): Promise<T> {
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
