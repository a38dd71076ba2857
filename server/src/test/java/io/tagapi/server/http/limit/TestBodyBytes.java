package io.tagapi.server.http.limit;

import java.util.function.Supplier;

import jakarta.servlet.ServletRequest;

/**
 * Bytes of a body for tests of who listens to it.
 */
public final class TestBodyBytes {

	private TestBodyBytes() {
	}

	public static void attach(Supplier<byte[]> bytes, ServletRequest request) {
		BodyBytes.attach(bytes::get, request);
	}

}
