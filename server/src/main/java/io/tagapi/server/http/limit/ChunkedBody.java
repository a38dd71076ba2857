package io.tagapi.server.http.limit;

import java.nio.ByteBuffer;

/**
 * Finds the end of a body in chunks (RFC 9112, section 7.1) while it arrives. It has to
 * be where every other reader finds it, so a body with extensions or trailers has none
 * here: no client of this API needs them.
 */
final class ChunkedBody {

	private static final int MAX_DIGITS = 7;

	private Part part = Part.SIZE;

	private int digits;

	private int left;

	/**
	 * Reads what has arrived, or as much of it as belongs to the body.
	 * @param received the bytes, of which those are left that follow the body
	 */
	void read(ByteBuffer received) {
		while (received.hasRemaining() && this.part != Part.WHOLE) {
			if (this.part == Part.DATA || this.part == Part.UNKNOWN) {
				skip(received);
			}
			else {
				this.part = next(received.get());
			}
		}
	}

	/** Whether the body has come to its end. */
	boolean isWhole() {
		return this.part == Part.WHOLE;
	}

	/** Whether nothing more has to be read, because its end is known or never will be. */
	boolean isOver() {
		return this.part == Part.WHOLE || this.part == Part.UNKNOWN;
	}

	private void skip(ByteBuffer received) {
		int length = (this.part == Part.DATA) ? Math.min(this.left, received.remaining()) : received.remaining();
		received.position(received.position() + length);
		this.left -= length;
		if (this.part == Part.DATA && this.left == 0) {
			this.part = Part.DATA_CR;
		}
	}

	private Part next(byte read) {
		return switch (this.part) {
			case SIZE -> (read == '\r' && this.digits > 0) ? Part.SIZE_LF : addDigit(read);
			case SIZE_LF -> (read != '\n') ? Part.UNKNOWN : beginChunk();
			case DATA_CR -> (read == '\r') ? Part.DATA_LF : Part.UNKNOWN;
			case DATA_LF -> (read == '\n') ? Part.SIZE : Part.UNKNOWN;
			case END_CR -> (read == '\r') ? Part.END_LF : Part.UNKNOWN;
			case END_LF -> (read == '\n') ? Part.WHOLE : Part.UNKNOWN;
			case DATA, WHOLE, UNKNOWN -> this.part;
		};
	}

	private Part addDigit(byte read) {
		int digit = Character.digit(read, 16);
		if (digit < 0 || this.digits == MAX_DIGITS) {
			return Part.UNKNOWN;
		}
		this.digits++;
		this.left = this.left * 16 + digit;
		return Part.SIZE;
	}

	private Part beginChunk() {
		this.digits = 0;
		return (this.left == 0) ? Part.END_CR : Part.DATA;
	}

	/** What is read next. */
	private enum Part {

		SIZE, SIZE_LF, DATA, DATA_CR, DATA_LF, END_CR, END_LF, WHOLE,

		/** Until the connection ends. */
		UNKNOWN

	}

}
