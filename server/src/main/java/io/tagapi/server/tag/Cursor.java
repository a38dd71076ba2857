package io.tagapi.server.tag;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The position after a tag in the list of tags. To clients it is opaque. Its form is such
 * that every text which the contract allows is a position: a letter for what the list is
 * ordered by, then the name's bytes in hexadecimal.
 */
final class Cursor {

	private static final String BY_NAME = "n";

	private Cursor() {
	}

	static String after(StoredTag tag) {
		return BY_NAME + HexFormat.of().formatHex(NameKey.of(tag.name()).value().getBytes(StandardCharsets.UTF_8));
	}

	static NameKey parse(String cursor) {
		byte[] name = HexFormat.of().parseHex(cursor, BY_NAME.length(), cursor.length());
		return new NameKey(new String(name, StandardCharsets.UTF_8));
	}

}
