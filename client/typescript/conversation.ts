/**
 * Holds the conversation that a file describes with a server, and prints what was said.
 *
 *     node target/build/conversation.js <client> <address> <customer> <file>
 */
import { readFileSync } from "node:fs";
import process from "node:process";

import { Refusal, type Connect, type Counts, type Pairs, type Tag, type TagApi } from "./api.js";
import * as openapiFetch from "./openapi-fetch.js";
import * as typescriptFetch from "./typescript-fetch.js";

const CLIENTS: Record<string, Connect> = {
  "openapi-fetch": openapiFetch.connect,
  "typescript-fetch": typescriptFetch.connect,
};

/** Times before this one would be seconds by mistake. */
const EARLIEST = Date.UTC(2020, 0, 1);

type Step = { token?: string } & (
  | { do: "token"; as: string; client: string; secret: string; scope: string }
  | { do: "createTag"; as?: string; name: string; description?: string | null }
  | { do: "listTags"; pageSize: number }
  | { do: "updateTag"; tag: string; name?: string; description?: string | null }
  | { do: "deleteTag"; tag: string }
  | { do: "bulkAssignTags" | "bulkUnassignTags"; devices: number; tags: string[] }
);

class Conversation {
  private readonly tokens = new Map<string, string>();
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly connect: Connect,
    private readonly address: string,
    private readonly customerId: string,
  ) {}

  async say(step: Step): Promise<void> {
    try {
      await this.perform(step);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      this.print(`${step.do}: ${error.message}`);
    }
  }

  private async perform(step: Step): Promise<void> {
    if (step.do === "token") {
      this.tokens.set(step.as, await accessToken(this.address, step));
      this.print(`token: ${step.scope}`);
      return;
    }
    const api = this.connect(this.address, step.token === undefined ? undefined : known(this.tokens, step.token));
    switch (step.do) {
      case "createTag": {
        const { name, description } = step;
        const tag = await api.createTag(this.customerId, { name, ...(description === undefined ? {} : { description }) });
        if (step.as !== undefined) {
          this.ids.set(step.as, tag.id);
        }
        this.print(`createTag: ${describe(tag)}`);
        break;
      }
      case "listTags":
        await this.list(api, step.pageSize);
        break;
      case "updateTag": {
        const { do: _do, token: _token, tag: name, ...change } = step;
        this.print(`updateTag: ${describe(await api.updateTag(this.customerId, known(this.ids, name), change))}`);
        break;
      }
      case "deleteTag":
        await api.deleteTag(this.customerId, known(this.ids, step.tag));
        this.print("deleteTag: done");
        break;
      case "bulkAssignTags":
      case "bulkUnassignTags":
        this.print(`${step.do}: ${count(await api[step.do](this.customerId, this.pairs(step.devices, step.tags)))}`);
        break;
    }
  }

  private async list(api: TagApi, pageSize: number): Promise<void> {
    let searchAfter: string | undefined;
    do {
      const page = await api.listTags(this.customerId, pageSize, searchAfter);
      searchAfter = page.nextSearchAfter;
      this.print(`listTags: ${page.tags.length} of ${page.total}, ${searchAfter === undefined ? "the end" : "more follow"}`);
      page.tags.forEach((tag) => this.print(`  ${describe(tag)}`));
    } while (searchAfter !== undefined);
  }

  private pairs(devices: number, tags: string[]): Pairs {
    return {
      deviceIds: Array.from({ length: devices }, (_, index) => `DEVICE-${index + 1}`),
      tagIds: tags.map((name) => known(this.ids, name)),
    };
  }

  private print(line: string): void {
    for (const [name, id] of this.ids) {
      line = line.replaceAll(id, `{${name}}`);
    }
    console.log(line);
  }
}

async function accessToken(address: string, step: { client: string; secret: string; scope: string }): Promise<string> {
  const endpoint = `${address}/ams/v1/oauth2/token`;
  const response = await fetch(endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: step.client,
      client_secret: step.secret,
      scope: step.scope,
    }),
  });
  if (!response.ok) {
    throw new Error(`The token endpoint ${endpoint} gave no access token: ${response.status}`);
  }
  const { access_token: token }: { access_token: string } = await response.json();
  return token;
}

function describe(tag: Tag): string {
  const created = time(tag.createdOn);
  const modified = time(tag.modifiedOn);
  return `${tag.id} | ${tag.name} | ${tag.description ?? "-"} | ${tag.predefinedType} | ${tag.assignedDeviceCount} devices | ${created} | ${modified}`;
}

function time(milliseconds: number): string {
  return milliseconds >= EARLIEST ? "{time}" : String(milliseconds);
}

function count(counts: Counts): string {
  return `${counts.totalCount} pairs, ${counts.changedCount} changed, ${counts.unchangedCount} unchanged`;
}

function known(values: Map<string, string>, name: string): string {
  const value = values.get(name);
  if (value === undefined) {
    throw new Error(`The conversation has no "${name}" yet`);
  }
  return value;
}

/** The error and what caused it, in one line. */
function sentence(error: unknown): string {
  const parts: string[] = [];
  for (let each = error; each instanceof Error; each = each.cause) {
    parts.push(each.message || each.name);
  }
  return parts.join(": ").replaceAll(/\s+/g, " ");
}

const [client = "", address = "", customerId = "", file = ""] = process.argv.slice(2);
try {
  const connect = CLIENTS[client];
  if (connect === undefined) {
    throw new Error(`The client must be one of: ${Object.keys(CLIENTS).join(", ")}`);
  }
  const { steps }: { steps: Step[] } = JSON.parse(readFileSync(file, "utf8"));
  const conversation = new Conversation(connect, address, customerId);
  for (const step of steps) {
    await conversation.say(step);
  }
} catch (error) {
  console.error(`The conversation with ${address} broke off: ${sentence(error)}`);
  process.exitCode = 1;
}
