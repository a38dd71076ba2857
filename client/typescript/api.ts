/** What the conversation needs of a client, in words that do not depend on how the client was generated. */
export interface TagApi {
  createTag(customerId: string, tag: { name: string; description?: string | null }, key: string | undefined): Promise<Tag>;
  getTag(customerId: string, tagId: string): Promise<Tag>;
  listTags(customerId: string, query: TagQuery): Promise<TagPage>;
  updateTag(
    customerId: string,
    tagId: string,
    change: { name?: string; description?: string | null },
    ifMatch: string | undefined,
  ): Promise<Tag>;
  deleteTag(customerId: string, tagId: string): Promise<void>;
  bulkAssignTags(customerId: string, pairs: Pairs, dryRun: boolean | undefined): Promise<Counts>;
  bulkUnassignTags(customerId: string, pairs: Pairs, dryRun: boolean | undefined): Promise<Counts>;
  changeDeviceTags(customerId: string, change: Change): Promise<ChangeCounts>;
  searchDevices(customerId: string, query: DeviceQuery): Promise<DevicePage>;
  getDevice(customerId: string, deviceId: string): Promise<Device>;
  listEvents(customerId: string, query: EventQuery): Promise<EventPage>;
}

/** Makes a client of the server at an address, with an access token or without. */
export type Connect = (address: string, accessToken: string | undefined) => TagApi;

export interface Tag {
  id: string;
  name: string;
  description?: string | undefined;
  predefinedType: string;
  assignedDeviceCount: number;
  createdOn: number;
  modifiedOn: number;
}

export interface TagQuery {
  pageSize: number;
  name?: string;
  sortBy?: "name" | "createdOn" | "modifiedOn" | "assignedDeviceCount";
  sortOrder?: "ascending" | "descending";
  searchAfter?: string;
}

export interface TagPage {
  total: number;
  tags: Tag[];
  nextSearchAfter?: string | undefined;
}

export interface Pairs {
  deviceIds: string[];
  tagIds: string[];
}

export interface Counts {
  totalCount: number;
  changedCount: number;
  unchangedCount: number;
  dryRun?: boolean | undefined;
}

export interface Change {
  deviceIds: string[];
  assignTagIds: string[];
  unassignTagIds: string[];
}

export interface ChangeCounts {
  assigned: Counts;
  unassigned: Counts;
}

export interface DeviceQuery {
  allTags?: string[];
  anyTags?: string[];
  noTags?: string[];
  pageSize: number;
  includeTotal?: boolean;
  searchAfter?: string;
}

export interface Device {
  id: string;
  tags: { name: string }[];
}

export interface DevicePage {
  devices: Device[];
  total?: number | undefined;
  nextSearchAfter?: string | undefined;
}

export interface EventQuery {
  pageSize: number;
  searchAfter?: string;
}

export interface TagEvent {
  position: string;
  type: string;
  occurredOn: number;
  clientId?: string | undefined;
  tagIds: string[];
  tag?: Tag | undefined;
  deviceIds?: string[] | undefined;
  changedCount?: number | undefined;
}

export interface EventPage {
  events: TagEvent[];
  nextSearchAfter: string;
  hasMore: boolean;
}

/** An error response of the server. */
export class Refusal extends Error {
  constructor(error: { result: number; code: string; message: string; data: string }) {
    super(`refused with ${error.result} ${error.code} ${error.message}: ${error.data}`);
  }
}
