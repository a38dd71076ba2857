package io.tagapi.server.tag;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.tagapi.server.error.ApiException;

/**
 * The position after a tag in the list of tags. To clients it is opaque.
 */
final class Cursor {

	/**
	 * Says what the list is ordered by, so that a cursor of another order is told apart.
	 */
	private static final char BY_NAME = 'n';

	private Cursor() {
	}

	static String after(StoredTag tag) {
		byte[] position = (BY_NAME + NameKey.of(tag.name()).value()).getBytes(StandardCharsets.UTF_8);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(position);
	}

	static NameKey parse(String cursor) {
		try {
			ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
			String position = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
			if (position.length() > 1 && position.charAt(0) == BY_NAME && position.indexOf('\0') < 0) {
				return new NameKey(position.substring(1));
			}
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			// Answered below, like any other text that is not a cursor.
		}
		throw ApiException.invalid("searchAfter must be the nextSearchAfter of an earlier answer");
	}

}
