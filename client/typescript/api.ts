/** What the conversation needs of a client, in words that do not depend on how the client was generated. */
export interface TagApi {
  createTag(customerId: string, tag: { name: string; description?: string | null }): Promise<Tag>;
  listTags(customerId: string, pageSize: number, searchAfter: string | undefined): Promise<Page>;
  updateTag(customerId: string, tagId: string, change: { name?: string; description?: string | null }): Promise<Tag>;
  deleteTag(customerId: string, tagId: string): Promise<void>;
  bulkAssignTags(customerId: string, pairs: Pairs): Promise<Counts>;
  bulkUnassignTags(customerId: string, pairs: Pairs): Promise<Counts>;
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

export interface Page {
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
}

/** An error that the server answered. */
export class Refusal extends Error {
  constructor(error: { result: number; code: string; message: string; data: string }) {
    super(`refused with ${error.result} ${error.code} ${error.message}: ${error.data}`);
  }
}
