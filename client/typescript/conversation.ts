/**
 * Holds the conversation that a file describes with a server, and prints what was said.
 *
 *     node target/build/conversation.js <client> <address> <customer> <file>
 */
import { readFileSync } from "node:fs";
import process from "node:process";

import {
  Refusal,
  type Connect,
  type Counts,
  type Device,
  type DeviceQuery,
  type Pairs,
  type Tag,
  type TagApi,
  type TagEvent,
  type TagQuery,
} from "./api.js";
import * as openapiFetch from "./openapi-fetch.js";
import * as typescriptFetch from "./typescript-fetch.js";

const CLIENTS: Record<string, Connect> = {
  "openapi-fetch": openapiFetch.connect,
  "typescript-fetch": typescriptFetch.connect,
};

/** Times before this one would be seconds by mistake. */
const EARLIEST = Date.UTC(2020, 0, 1);

type Tagged = { allTags?: string[]; anyTags?: string[]; noTags?: string[] };

type Step = { token?: string } & (
  | { do: "token"; as: string; client: string; secret: string; scope: string }
  | { do: "createTag"; as?: string; name: string; description?: string | null; idempotencyKey?: string }
  | { do: "getTag"; tag: string }
  | ({ do: "listTags" } & TagQuery)
  | { do: "updateTag"; tag: string; name?: string; description?: string | null; ifMatch?: string }
  | { do: "deleteTag"; tag: string }
  | { do: "bulkAssignTags" | "bulkUnassignTags"; devices: number; tags: string[]; dryRun?: boolean }
  | { do: "changeDeviceTags"; devices: number; assignTags?: string[]; unassignTags?: string[] }
  | ({ do: "searchDevices"; pageSize: number; includeTotal?: boolean } & Tagged)
  | { do: "getDevice"; device: string }
  | { do: "listEvents"; pageSize: number }
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
        const { name, description, idempotencyKey } = step;
        const request = { name, ...(description === undefined ? {} : { description }) };
        const tag = await api.createTag(this.customerId, request, idempotencyKey);
        if (step.as !== undefined) {
          this.ids.set(step.as, tag.id);
        }
        this.print(`createTag: ${describe(tag)}`);
        break;
      }
      case "getTag":
        this.print(`getTag: ${describe(await api.getTag(this.customerId, known(this.ids, step.tag)))}`);
        break;
      case "listTags": {
        const { do: _do, token: _token, ...query } = step;
        await this.listTags(api, query);
        break;
      }
      case "updateTag": {
        const { do: _do, token: _token, tag: name, ifMatch, ...change } = step;
        const tag = await api.updateTag(this.customerId, known(this.ids, name), change, ifMatch);
        this.print(`updateTag: ${describe(tag)}`);
        break;
      }
      case "deleteTag":
        await api.deleteTag(this.customerId, known(this.ids, step.tag));
        this.print("deleteTag: done");
        break;
      case "bulkAssignTags":
      case "bulkUnassignTags": {
        const pairs: Pairs = { deviceIds: devices(step.devices), tagIds: this.tags(step.tags) };
        this.print(`${step.do}: ${count(await api[step.do](this.customerId, pairs, step.dryRun))}`);
        break;
      }
      case "changeDeviceTags": {
        const { assigned, unassigned } = await api.changeDeviceTags(this.customerId, {
          deviceIds: devices(step.devices),
          assignTagIds: this.tags(step.assignTags),
          unassignTagIds: this.tags(step.unassignTags),
        });
        this.print(`changeDeviceTags: ${count(assigned)}; ${count(unassigned)}`);
        break;
      }
      case "searchDevices": {
        const { do: _do, token: _token, allTags, anyTags, noTags, ...query } = step;
        // Not an empty list: typescript-fetch would send a parameter without a value.
        await this.searchDevices(api, {
          ...(allTags && { allTags: this.tags(allTags) }),
          ...(anyTags && { anyTags: this.tags(anyTags) }),
          ...(noTags && { noTags: this.tags(noTags) }),
          ...query,
        });
        break;
      }
      case "getDevice":
        this.print(`getDevice: ${tagsOf(await api.getDevice(this.customerId, step.device))}`);
        break;
      case "listEvents":
        await this.listEvents(api, step.pageSize);
        break;
    }
  }

  private async listTags(api: TagApi, query: TagQuery): Promise<void> {
    let searchAfter: string | undefined;
    do {
      const page = await api.listTags(this.customerId, { ...query, ...after(searchAfter) });
      searchAfter = page.nextSearchAfter;
      this.print(`listTags: ${page.tags.length} of ${page.total}, ${follows(searchAfter !== undefined)}`);
      page.tags.forEach((tag) => this.print(`  ${describe(tag)}`));
    } while (searchAfter !== undefined);
  }

  private async searchDevices(api: TagApi, query: DeviceQuery): Promise<void> {
    let searchAfter: string | undefined;
    do {
      const page = await api.searchDevices(this.customerId, { ...query, ...after(searchAfter) });
      searchAfter = page.nextSearchAfter;
      const total = page.total === undefined ? "" : ` of ${page.total}`;
      this.print(`searchDevices: ${page.devices.length}${total}, ${follows(searchAfter !== undefined)}`);
      page.devices.forEach((device) => this.print(`  ${tagsOf(device)}`));
    } while (searchAfter !== undefined);
  }

  private async listEvents(api: TagApi, pageSize: number): Promise<void> {
    let searchAfter: string | undefined;
    let hasMore: boolean;
    do {
      const page = await api.listEvents(this.customerId, { pageSize, ...after(searchAfter) });
      ({ hasMore, nextSearchAfter: searchAfter } = page);
      this.print(`listEvents: ${page.events.length}, ${follows(hasMore)}`);
      page.events.forEach((event) => this.print(`  ${tell(event)}`));
    } while (hasMore);
  }

  private tags(names: string[] = []): string[] {
    return names.map((name) => known(this.ids, name));
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

function devices(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `DEVICE-${index + 1}`);
}

function after(searchAfter: string | undefined): { searchAfter?: string } {
  return searchAfter === undefined ? {} : { searchAfter };
}

function follows(more: boolean): string {
  return more ? "more follow" : "the end";
}

function describe(tag: Tag): string {
  const created = time(tag.createdOn);
  const modified = time(tag.modifiedOn);
  return `${tag.id} | ${tag.name} | ${tag.description ?? "-"} | ${tag.predefinedType} | ${tag.assignedDeviceCount} devices | ${created} | ${modified}`;
}

function tagsOf(device: Device): string {
  return `${device.id} | ${device.tags.map((tag) => tag.name).join(", ") || "-"}`;
}

function tell(event: TagEvent): string {
  const { position, type, clientId = "-", tagIds, deviceIds = [], changedCount } = event;
  const devices = changedCount === undefined ? "-" : `${deviceIds.length} devices, ${changedCount} changed`;
  const what = event.tag?.name ?? devices;
  return `${position} | ${type} | ${clientId} | ${tagIds.join(", ")} | ${what} | ${time(event.occurredOn)}`;
}

function time(milliseconds: number): string {
  return milliseconds >= EARLIEST ? "{time}" : String(milliseconds);
}

function count(counts: Counts): string {
  const trial = counts.dryRun ? ", dry run" : "";
  return `${counts.totalCount} pairs, ${counts.changedCount} changed, ${counts.unchangedCount} unchanged${trial}`;
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
