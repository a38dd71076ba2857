package io.tagapi.server.http.limit;

/**
 * Memory for responses as a server with a small heap has it, for tests of other packages.
 */
public final class SmallResponseMemory {

	private SmallResponseMemory() {
	}

	public static ResponseMemory of(long maxPerCustomer) {
		return new ResponseMemory(new MemoryPool(2 * maxPerCustomer), new LimitRejections());
	}

}
