package io.tagapi.server.http.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.limit.BodyMemory;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: its bytes, or why they did not come. A failure is kept until the
 * request is read, because a wrong path or method goes before it.
 */
public final class RequestBody {

	private static final String ATTRIBUTE = RequestBody.class.getName();

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final BodyMemory memory;

	private final String actor;

	private final int maxSize;

	/** More than the bytes, if no thread waits for them. */
	private long held;

	private @Nullable ApiException failure;

	/**
	 * A body of which nothing has been received.
	 * @param memory the memory for bodies
	 * @param actor who sends it
	 * @param maxSize how many bytes are accepted
	 */
	RequestBody(BodyMemory memory, String actor, int maxSize) {
		this.memory = memory;
		this.actor = actor;
		this.maxSize = maxSize;
	}

	/**
	 * The body of a request.
	 * @param request the request, whose body has been received
	 * @return the body, {@code null} if it has none
	 */
	public static @Nullable RequestBody of(HttpServletRequest request) {
		return (RequestBody) request.getAttribute(ATTRIBUTE);
	}

	void attachTo(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/**
	 * Takes a part of the body.
	 * @param chunk the bytes
	 * @param length how many of them
	 * @return whether more may come
	 */
	boolean add(byte[] chunk, int length) {
		if (length() + length > this.maxSize) {
			return fail(tooLarge(this.maxSize));
		}
		if (!hold(length)) {
			return false;
		}
		this.bytes.write(chunk, 0, length);
		return true;
	}

	/**
	 * Takes the memory of a request that waits for its body without a thread.
	 * @return whether there is so much
	 */
	boolean beginWaiting() {
		return hold(this.memory.waitingRequest());
	}

	private boolean hold(long size) {
		try {
			this.memory.take(this.actor, size);
		}
		catch (ApiException ex) {
			return fail(ex);
		}
		this.held += size;
		return true;
	}

	boolean fail(ApiException reason) {
		this.failure = reason;
		return false;
	}

	void fail(IOException reason) {
		fail(ApiException.invalid("the request body could not be read to its end"));
	}

	long length() {
		return this.bytes.size();
	}

	boolean hasFailed() {
		return this.failure != null;
	}

	static ApiException tooLarge(int maxSize) {
		return new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "at most " + maxSize + " bytes are accepted");
	}

	/**
	 * The whole body.
	 * @return its bytes
	 * @throws ApiException 413 if there are too many, 400 if the client did not send them
	 * to their end in time, 429 if the memory for bodies is used up
	 */
	public byte[] toBytes() {
		if (this.failure != null) {
			throw this.failure;
		}
		return this.bytes.toByteArray();
	}

	/** Gives the memory back, which is taken until the request ends. */
	void release() {
		this.memory.give(this.actor, this.held);
		this.held = 0;
	}

}
