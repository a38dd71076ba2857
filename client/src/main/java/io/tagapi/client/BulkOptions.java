package io.tagapi.client;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How a bulk call is done.
 *
 * @param atomic whether it is done as a whole or not at all; if not, malformed device ids
 * are left out, and the response names them as failures
 * @param dryRun whether the server only tells what the call would do
 * @param idempotencyKey what the server knows the call by for 24 hours; made anew for
 * each call if it is {@code null}
 */
public record BulkOptions(boolean atomic, boolean dryRun, @Nullable String idempotencyKey) {

	/**
	 * As a whole or not at all, for real.
	 */
	public static final BulkOptions DEFAULT = new BulkOptions(true, false, null);

	/**
	 * Leaves malformed device ids out instead of doing nothing because of them.
	 * @return the options
	 */
	public BulkOptions inPart() {
		return new BulkOptions(false, this.dryRun, this.idempotencyKey);
	}

	/**
	 * Changes nothing, and tells what the call would change.
	 * @return the options
	 */
	public BulkOptions asDryRun() {
		return new BulkOptions(this.atomic, true, this.idempotencyKey);
	}

	/**
	 * Names the call, so that it can be repeated by another process too, after a crash
	 * for example, and is yet done once.
	 * @param key 1 to 255 visible ASCII characters, new for each thing to do
	 * @return the options
	 */
	public BulkOptions withIdempotencyKey(String key) {
		return new BulkOptions(this.atomic, this.dryRun, key);
	}

	/** The defaults are those of the server, and need not be sent. */
	@Nullable Boolean atomicToSend() {
		return this.atomic ? null : Boolean.FALSE;
	}

	@Nullable Boolean dryRunToSend() {
		return this.dryRun ? Boolean.TRUE : null;
	}

	String keyToSend() {
		return (this.idempotencyKey != null) ? this.idempotencyKey : newKey();
	}

	static String newKey() {
		return UUID.randomUUID().toString();
	}

}
