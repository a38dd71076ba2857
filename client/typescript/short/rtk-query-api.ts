// The API without endpoints that @rtk-query/codegen-openapi adds endpoints to. It knows the server and the token.

import { createApi, fetchBaseQuery } from "@reduxjs/toolkit/query";
import { server, token } from "./conversation";

export const api = createApi({
  baseQuery: fetchBaseQuery({
    baseUrl: `${server}/tag/v1`,
    prepareHeaders: (headers) => headers.set("Authorization", `Bearer ${token}`),
  }),
  endpoints: () => ({}),
});
