/** A sandbox of the Tag API on a free port, with a database of its own. */
export interface Sandbox {
  /** Its address, such as http://localhost:41234. */
  readonly url: string;
  /**
   * An access token of the client credentials flow; the scopes are separated by spaces, and tag is all of them. The client is
   * sandbox with the secret sandbox, unless others are given.
   */
  token(scope?: string, client?: string, secret?: string): Promise<string>;
  /** Ends the sandbox and deletes its data. */
  stop(): Promise<void>;
}

/**
 * Starts a sandbox, and resolves when it is ready.
 * @param settings those of the sandbox, such as { 'tag-api.customers': '*' }
 * @throws if it does not start in time, by default two minutes; the message says why
 */
export function startSandbox(
  settings?: Record<string, string | number | boolean>,
  options?: { timeoutMs?: number },
): Promise<Sandbox>;

/** The program in the unpacked archive. */
export function program(): string;
