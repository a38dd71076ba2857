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
    async createTag(customerId, body, key) {
      const params = { query: { customerId }, header: key === undefined ? {} : { "Idempotency-Key": key } };
      return only(bodyOf(await client.POST("/tags", { params, body })).data.tags);
    },
    async getTag(customerId, tagId) {
      const params = { query: { customerId }, path: { tagId } };
      return only(bodyOf(await client.GET("/tags/{tagId}", { params })).data.tags);
    },
    async listTags(customerId, query) {
      return bodyOf(await client.GET("/tags", { params: { query: { customerId, ...query } } })).data;
    },
    async updateTag(customerId, tagId, body, ifMatch) {
      const header = ifMatch === undefined ? {} : { "If-Match": ifMatch };
      const params = { query: { customerId }, path: { tagId }, header };
      return only(bodyOf(await client.PUT("/tags/{tagId}", { params, body })).data.tags);
    },
    async deleteTag(customerId, tagId) {
      const { error } = await client.DELETE("/tags/{tagId}", { params: { query: { customerId }, path: { tagId } } });
      if (error !== undefined) {
        throw new Refusal(error);
      }
    },
    async bulkAssignTags(customerId, body, dryRun = false) {
      return bodyOf(await client.POST("/devices/bulkAssign", { params: { query: { customerId, dryRun } }, body })).data;
    },
    async bulkUnassignTags(customerId, body, dryRun = false) {
      return bodyOf(await client.POST("/devices/bulkUnassign", { params: { query: { customerId, dryRun } }, body })).data;
    },
    async changeDeviceTags(customerId, body) {
      return bodyOf(await client.POST("/devices/bulkChange", { params: { query: { customerId } }, body })).data;
    },
    async searchDevices(customerId, query) {
      return bodyOf(await client.GET("/devices", { params: { query: { customerId, ...query } } })).data;
    },
    async getDevice(customerId, deviceId) {
      const params = { query: { customerId }, path: { deviceId } };
      return bodyOf(await client.GET("/devices/{deviceId}", { params })).data;
    },
    async listEvents(customerId, query) {
      return bodyOf(await client.GET("/events", { params: { query: { customerId, ...query } } })).data;
    },
  };
}

function bodyOf<T>(exchange: { data?: T; error?: ErrorResponse }): T {
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
