package io.tagapi.spec.document;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

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

	/** The pointer in a fragment of a URL, in which characters may be written as %7B. */
	static String decode(String fragment) {
		try {
			return fragment.contains("%") ? URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8)
					: fragment;
		}
		catch (IllegalArgumentException ex) {
			// A percent sign that stands for itself.
			return fragment;
		}
	}

}
