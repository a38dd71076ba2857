package io.tagapi.server.http.limit;

import io.tagapi.server.http.error.ApiException;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Bounds the memory of requests whose bodies are being received, for the server and for
 * each actor.
 */
@Component
public class BodyMemory {

	/**
	 * What a request needs beside its bytes while it waits without a thread. Measured are
	 * 85 to 130 KB: Tomcat's processor, its buffers of 32 KB, the texts of the header and
	 * the asynchronous context.
	 */
	static final long WAITING_REQUEST = 131_072;

	static final long MAX = MemoryPool.PART_OF_HEAP;

	private final LimitRejections rejections;

	private final long waitingRequest;

	private final MemoryPool pool = new MemoryPool(MAX);

	BodyMemory(LimitRejections rejections, @Value("${server.tomcat.max-connections}") int maxConnections) {
		this.rejections = rejections;
		long half = (maxConnections > 0) ? Math.max(4, maxConnections / 2) : MAX;
		this.waitingRequest = Math.max(WAITING_REQUEST, MAX / half);
	}

	/**
	 * What a request takes beside its bytes while no thread waits for them. Where few
	 * connections may be open it is more, so that such requests have half of them at
	 * most.
	 * @return the number of bytes
	 */
	public long waitingRequest() {
		return this.waitingRequest;
	}

	/**
	 * Takes memory.
	 * @param actor who sends the body
	 * @param bytes how many bytes more are held
	 * @throws ApiException 429 if there is not so much; none is taken then
	 */
	public void take(String actor, long bytes) {
		if (!this.pool.take(actor, bytes)) {
			throw this.rejections.reject(LimitRejections.Limit.BODIES, "too many request bodies are being received");
		}
	}

	/**
	 * Gives memory back.
	 * @param actor who has sent the body
	 * @param bytes as many bytes as have been taken
	 */
	public void give(String actor, long bytes) {
		this.pool.give(actor, bytes);
	}

	/**
	 * How much is taken by all actors.
	 * @return the number of bytes
	 */
	public long held() {
		return this.pool.held();
	}

}
