package io.tagapi.server.http.limit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body, as far as they have arrived. The stream of a request has nothing
 * like it: it waits for more, or, if somebody listens to it and it cannot be read, lets
 * Tomcat end the connection, and the client gets no response.
 */
public final class BodyBytes extends ValveBase {

	private static final String ATTRIBUTE = BodyBytes.class.getName();

	BodyBytes() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		attach(new Buffer(request.getCoyoteRequest()), request);
		getNext().invoke(request, response);
	}

	/**
	 * Reads what is there, and does not wait.
	 * @param request a request whose body has not ended. If it comes in chunks, somebody
	 * has to listen to it: Tomcat would wait for the rest of a line between them
	 * @return the bytes, none if none is there
	 * @throws IOException if the client has gone, or what it sends is no body
	 */
	public static byte[] read(HttpServletRequest request) throws IOException {
		return ((Bytes) Objects.requireNonNull(request.getAttribute(ATTRIBUTE))).read();
	}

	/** Lets a request have these bytes. */
	static void attach(Bytes bytes, ServletRequest request) {
		request.setAttribute(ATTRIBUTE, bytes);
	}

	/** Whether a byte can be read without waiting. */
	static boolean areThere(org.apache.coyote.Request request) {
		request.action(ActionCode.AVAILABLE, true);
		return request.getAvailable() > 0;
	}

	/** Where the bytes come from. */
	@FunctionalInterface
	interface Bytes {

		byte[] read() throws IOException;

	}

	/** A view of Tomcat's buffer. */
	private static final class Buffer implements Bytes, ApplicationBufferHandler {

		private final org.apache.coyote.Request request;

		private @Nullable ByteBuffer bytes;

		Buffer(org.apache.coyote.Request request) {
			this.request = request;
		}

		@Override
		public byte[] read() throws IOException {
			if (this.request.getReadListener() == null && !areThere(this.request)) {
				return new byte[0];
			}
			int length = this.request.doRead(this);
			byte[] read = new byte[Math.max(length, 0)];
			if (this.bytes != null) {
				this.bytes.get(read);
				this.bytes = null;
			}
			return read;
		}

		@Override
		public void setByteBuffer(@Nullable ByteBuffer buffer) {
			this.bytes = buffer;
		}

		@Override
		public @Nullable ByteBuffer getByteBuffer() {
			return this.bytes;
		}

		@Override
		public void expand(int size) {
			// It is as large as Tomcat's.
		}

	}

}
