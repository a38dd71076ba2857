package io.tagapi.spec.document;

/**
 * The escapes of JSON pointers (RFC 6901).
 */
public final class Pointers {

	private Pointers() {
	}

	public static String escape(String name) {
		return name.replace("~", "~0").replace("/", "~1");
	}

	public static String unescape(String segment) {
		return segment.replace("~1", "/").replace("~0", "~");
	}

}
