package io.tagapi.server.http.request;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The mark by which a cursor tells what it belongs to, so that a client cannot continue
 * with another list by mistake. It protects from nothing else.
 */
public final class CursorMark {

	private CursorMark() {
	}

	/**
	 * Makes a mark.
	 * @param owner describes what the cursor belongs to
	 * @return the same 32 bits for the same text
	 */
	public static long of(String owner) {
		CRC32 checksum = new CRC32();
		checksum.update(owner.getBytes(StandardCharsets.UTF_8));
		return checksum.getValue();
	}

}
