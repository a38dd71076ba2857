// With what @rtk-query/codegen-openapi makes. It shows no headers of a response, so there is no ETag to send but by *.

import { configureStore } from "@reduxjs/toolkit";
import { type ErrorResponse, tagApi } from "../target/rtk-query/tagApi";
import { converse, customerId } from "./conversation";
import { api } from "./rtk-query-api";

const { dispatch } = configureStore({
  reducer: { [api.reducerPath]: api.reducer },
  middleware: (defaults) => defaults().concat(api.middleware),
});
const { endpoints } = tagApi;
const fresh = { subscribe: false, forceRefetch: true };

function one<T>({ data }: { data: { tags: T[] } }): T {
  return data.tags[0] as T;
}

await converse({
  createTag: async (name, description, key) => {
    const request = { customerId, "Idempotency-Key": key, createTagRequest: { name, description } };
    return one(await dispatch(endpoints.createTag.initiate(request)).unwrap());
  },
  updateTag: async (tagId, updateTagRequest) =>
    one(await dispatch(endpoints.updateTag.initiate({ customerId, tagId, updateTagRequest })).unwrap()),
  assign: async (deviceIds, tagIds, dryRun, atomic) => {
    const request = { customerId, dryRun, atomic, bulkTagsRequest: { deviceIds, tagIds } };
    const { data } = await dispatch(endpoints.bulkAssignTags.initiate(request)).unwrap();
    return [data.changedCount, data.failures?.length ?? 0];
  },
  search: async (allTags, anyTags, noTags) => {
    const request = { customerId, allTags, anyTags, noTags };
    const { data } = await dispatch(endpoints.searchDevices.initiate(request, fresh)).unwrap();
    return data.devices.map(({ id }) => id);
  },
  etag: async () => "*",
  status: async (tagId, etag) => {
    const request = { customerId, tagId, "If-None-Match": etag };
    const { error } = await dispatch(endpoints.getTag.initiate(request, fresh));
    return error !== undefined && "status" in error ? Number(error.status) : 200;
  },
  refusal: async (name) => {
    const { error } = await dispatch(endpoints.createTag.initiate({ customerId, createTagRequest: { name } }));
    const { result, code } = (error as { data: ErrorResponse }).data;
    return `${result} ${code}`;
  },
  eventTypes: async () =>
    (await dispatch(endpoints.listEvents.initiate({ customerId }, fresh)).unwrap()).data.events.map(({ type }) => type),
  deleteTag: async (tagId) => {
    await dispatch(endpoints.deleteTag.initiate({ customerId, tagId })).unwrap();
  },
});
