package io.tagapi.server.http.limit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body in chunks, in front of the next request.
 */
class ChunkedBodyTests {

	private static final String NEXT = "GET / HTTP/1.1\r\n";

	private final ChunkedBody body = new ChunkedBody();

	@ParameterizedTest
	@ValueSource(strings = { "0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n", "0003\r\na\r\n\r\n0\r\n\r\n",
			"a\r\n0123456789\r\nB\r\n0123456789a\r\n000\r\n\r\n" })
	void bodyEndsBeforeTheNextRequest(String chunks) {
		assertThat(read(chunks + NEXT)).isEqualTo(NEXT);
		assertThat(this.body.isWhole()).isTrue();
		assertThat(this.body.isOver()).isTrue();
	}

	@Test
	void bodyMayComeByteByByte() {
		for (byte each : "3\r\nabc\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)) {
			assertThat(this.body.isOver()).isFalse();
			this.body.read(ByteBuffer.wrap(new byte[] { each }));
		}
		assertThat(this.body.isWhole()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "3", "3\r", "3\r\nab", "3\r\nabc", "3\r\nabc\r\n", "3\r\nabc\r\n0", "0\r\n", "0\r\n\r" })
	void moreOfABodyMayCome(String begun) {
		assertThat(read(begun)).isEmpty();
		assertThat(this.body.isOver()).isFalse();
	}

	/** Another reader might find another end, or has to wait for it. */
	@ParameterizedTest
	@ValueSource(strings = { "1;", "1;a=b\r\n", "\r\n", "-1\r\n", "0x1\r\n", " 1\r\n", "1 \r\n", "1\n", "1\r\r",
			"12345678\r\n", "1\r\nab\r\n", "1\r\na\n", "0\r\nTrailer: x\r\n\r\n", "0\r\n\n", "0\n\n" })
	void bodyWithoutAnEndThatIsBeyondDoubtIsReadToTheEndOfTheConnection(String chunks) {
		assertThat(read(chunks + NEXT)).isEmpty();
		assertThat(this.body.isOver()).isTrue();
		assertThat(this.body.isWhole()).isFalse();
	}

	/** Returns what does not belong to the body. */
	private String read(String received) {
		ByteBuffer bytes = ByteBuffer.wrap(received.getBytes(StandardCharsets.US_ASCII));
		this.body.read(bytes);
		return StandardCharsets.US_ASCII.decode(bytes).toString();
	}

}
