/** The client of openapi-fetch, on types that openapi-typescript generates. */
import createClient from "openapi-fetch";

import { Refusal, type TagApi } from "./api.js";
import type { components, paths } from "./target/openapi-fetch/schema.js";

type ErrorResponse = components["schemas"]["ErrorResponse"];

export function connect(address: string, accessToken: string | undefined): TagApi {
  const client = createClient<paths>({
    baseUrl: `${address}/tag/v1`,
    headers: accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` },
  });
  return {
    async createTag(customerId, body) {
      return only(answer(await client.POST("/tags", { params: { query: { customerId } }, body })).data.tags);
    },
    async listTags(customerId, pageSize, searchAfter) {
      const query = { customerId, pageSize, ...(searchAfter === undefined ? {} : { searchAfter }) };
      return answer(await client.GET("/tags", { params: { query } })).data;
    },
    async updateTag(customerId, tagId, body) {
      const params = { query: { customerId }, path: { tagId } };
      return only(answer(await client.PUT("/tags/{tagId}", { params, body })).data.tags);
    },
    async deleteTag(customerId, tagId) {
      const { error } = await client.DELETE("/tags/{tagId}", { params: { query: { customerId }, path: { tagId } } });
      if (error !== undefined) {
        throw new Refusal(error);
      }
    },
    async bulkAssignTags(customerId, body) {
      return answer(await client.POST("/devices/bulkAssign", { params: { query: { customerId } }, body })).data;
    },
    async bulkUnassignTags(customerId, body) {
      return answer(await client.POST("/devices/bulkUnassign", { params: { query: { customerId } }, body })).data;
    },
  };
}

function answer<T>(exchange: { data?: T; error?: ErrorResponse }): T {
  if (exchange.error !== undefined) {
    throw new Refusal(exchange.error);
  }
  if (exchange.data === undefined) {
    throw new Error("it is empty");
  }
  return exchange.data;
}

function only<T>(list: T[]): T {
  const [first] = list;
  if (first === undefined) {
    throw new Error("it has no tag");
  }
  return first;
}
