import { defineConfig } from "@kubb/core";
import { pluginClient } from "@kubb/plugin-client";
import { pluginOas } from "@kubb/plugin-oas";
import { pluginTs } from "@kubb/plugin-ts";

export default defineConfig({
  root: import.meta.dirname,
  input: { path: "../../../spec/openapi.yaml" },
  output: { path: "../target/kubb", clean: true },
  plugins: [pluginOas(), pluginTs(), pluginClient()],
});
