package io.tagapi.server.http.request;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.limit.BodyMemory;
import io.tagapi.server.http.limit.LimitProperties;
import io.tagapi.server.http.limit.TestBodyBytes;
import io.tagapi.server.http.limit.TestBodyMemory;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A body that arrives in chunks, for which no thread waits.
 */
class BodyReceiverTests {

	private static final LimitProperties NO_THREAD_MAY_WAIT = new LimitProperties(DataSize.ofMegabytes(1), 0, 1,
			Duration.ofSeconds(1));

	private final BodyMemory memory = TestBodyMemory.create();

	private final BodyReceiver receiver = new BodyReceiver(NO_THREAD_MAY_WAIT, this.memory);

	private final SlowRequest request = new SlowRequest();

	@Test
	void bodyIsReceivedToItsEnd() throws Exception {
		assertThat(receive()).isNull();
		this.request.send("{\"name\": ");
		this.request.send("\"Floor 2\"}");
		assertThat(this.request.dispatches).hasValue(0);

		this.request.end();

		assertThat(this.request.dispatches).hasValue(1);
		assertThat(receive()).isEqualTo("{\"name\": \"Floor 2\"}");
		assertThat(this.memory.held()).isZero();
	}

	/** However often a part of it arrives. */
	@Test
	void bodyThatIsNotSentWithinTwentySecondsIsRejected() throws Exception {
		receive();
		this.request.send("{");
		this.request.send(" ");
		assertThat(this.request.waiting().getTimeout()).isEqualTo(20_000);

		this.request.timeOut();

		assertThat(this.request.dispatches).hasValue(1);
		assertThatExceptionOfType(ApiException.class).isThrownBy(this::receive)
			.withMessage("The specified request parameters are not valid: the request body was not sent within 20 s");
		assertThat(this.memory.held()).isZero();
	}

	/** Returns the body, or nothing if the request waits for it. */
	private @Nullable String receive() throws IOException, ServletException {
		AtomicReference<@Nullable String> received = new AtomicReference<>();
		this.receiver.receive(this.request, "alice", 1_000,
				(body) -> received.set(new String(Objects.requireNonNull(body).toBytes(), StandardCharsets.UTF_8)));
		return received.get();
	}

	/** A request of which no more than the header has arrived. */
	private static final class SlowRequest extends MockHttpServletRequest {

		private final SlowBody body = new SlowBody();

		private final AtomicInteger dispatches = new AtomicInteger();

		SlowRequest() {
			super("POST", "/tag/v1/tags");
			addHeader("Transfer-Encoding", "chunked");
			setAsyncSupported(true);
			TestBodyBytes.attach(() -> this.body.part.readAllBytes(), this);
		}

		@Override
		public ServletInputStream getInputStream() {
			return this.body;
		}

		@Override
		public AsyncContext startAsync() {
			AsyncContext context = super.startAsync();
			waiting().addDispatchHandler(this.dispatches::incrementAndGet);
			return context;
		}

		MockAsyncContext waiting() {
			return Objects.requireNonNull((MockAsyncContext) getAsyncContext());
		}

		void send(String part) throws IOException {
			this.body.part = new ByteArrayInputStream(part.getBytes(StandardCharsets.UTF_8));
			listener().onDataAvailable();
		}

		void end() throws IOException {
			listener().onAllDataRead();
			setAsyncStarted(false);
		}

		void timeOut() throws IOException {
			for (AsyncListener listener : waiting().getListeners()) {
				listener.onTimeout(new AsyncEvent(waiting()));
			}
			setAsyncStarted(false);
		}

		private ReadListener listener() {
			return Objects.requireNonNull(this.body.listener);
		}

	}

	/** Gives what has arrived of a body to the listener. */
	private static final class SlowBody extends ServletInputStream {

		private ByteArrayInputStream part = new ByteArrayInputStream(new byte[0]);

		private @Nullable ReadListener listener;

		@Override
		public void setReadListener(ReadListener listener) {
			this.listener = listener;
		}

		@Override
		public boolean isReady() {
			return this.part.available() > 0;
		}

		@Override
		public boolean isFinished() {
			return false;
		}

		@Override
		public int read() {
			return this.part.read();
		}

		@Override
		public int read(byte[] chunk, int offset, int length) {
			return this.part.read(chunk, offset, length);
		}

	}

}
