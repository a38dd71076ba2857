// The short conversation, in words that do not depend on how a client was generated.

export interface Tag {
  id: string;
  name: string;
  description?: string;
}

export interface Client {
  createTag(name: string, description?: string, key?: string): Promise<Tag>;
  updateTag(id: string, change: { name?: string; description?: null }): Promise<Tag>;
  /** Gives back how many pairs were changed, and how many devices failed. */
  assign(devices: string[], tags: string[], dryRun?: boolean, atomic?: boolean): Promise<[number, number]>;
  search(allTags: string[], anyTags: string[], noTags: string[]): Promise<string[]>;
  etag(id: string): Promise<string>;
  /** The status of a read with an ETag. */
  status(id: string, etag: string): Promise<number>;
  /** The status and the code of the error for a name that is taken. */
  refusal(name: string): Promise<string>;
  eventTypes(): Promise<string[]>;
  deleteTag(id: string): Promise<void>;
}

const shown = (tag: Tag) => `${tag.name}, ${tag.description ?? "-"}`;

export const [server, token, customerId] = process.argv.slice(2) as [string, string, string];

export async function converse(client: Client): Promise<void> {
  const floor = await client.createTag("Floor 2", "Scanners");
  console.log(`created ${shown(floor)}`);
  const loan = await client.createTag("On loan", undefined, "order-7");
  const again = await client.createTag("On loan", undefined, "order-7");
  console.log(`created ${loan.name}${loan.id === again.id ? ", and again the same" : " twice"}`);
  console.log(`renamed ${shown(await client.updateTag(floor.id, { name: "Second floor" }))}`);
  console.log(`cleared ${shown(await client.updateTag(floor.id, { description: null }))}`);
  const ids = [floor.id, loan.id];
  console.log(`dry run of ${(await client.assign(["DEVICE-1", "DEVICE-2"], ids, true))[0]}`);
  console.log(`assigned ${(await client.assign(["DEVICE-1", "DEVICE-2"], ids))[0]}`);
  const [changed, failed] = await client.assign(["DEVICE-3", "van 7"], [loan.id], undefined, false);
  console.log(`in part ${changed} assigned, ${failed} failed`);
  console.log(`found ${(await client.search(ids, ids, [])).join(" ")}`);
  const status = await client.status(floor.id, await client.etag(floor.id));
  console.log(status === 304 ? "unchanged" : `changed: ${status}`);
  console.log(`refused ${await client.refusal("ON LOAN")}`);
  console.log(`events ${(await client.eventTypes()).join(" ")}`);
  for (const id of ids) {
    await client.deleteTag(id);
  }
  console.log("deleted");
}
