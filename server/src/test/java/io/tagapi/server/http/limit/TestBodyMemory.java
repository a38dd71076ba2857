package io.tagapi.server.http.limit;

/**
 * Memory for the bodies of requests, for tests of other packages.
 */
public final class TestBodyMemory {

	private TestBodyMemory() {
	}

	public static BodyMemory create() {
		return new BodyMemory(new LimitRejections(), 4000);
	}

}
