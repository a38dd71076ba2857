package io.tagapi.server.http.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Tells JSON in UTF-8 from other bytes, because the JSON parser guesses the encoding, and
 * is lenient with overlong sequences.
 */
final class Utf8 {

	/**
	 * UTF-16 and UTF-32 have a zero byte in each of the first characters of a JSON text.
	 */
	private static final int BEGINNING = 4;

	private Utf8() {
	}

	static boolean isJsonText(byte[] body) {
		for (int i = 0; i < Math.min(body.length, BEGINNING); i++) {
			if (body[i] == 0) {
				return false;
			}
		}
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
