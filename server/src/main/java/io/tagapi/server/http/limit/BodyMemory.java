package io.tagapi.server.http.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import io.tagapi.server.http.error.ApiException;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Bounds the memory of requests whose bodies are being received. No actor holds more than
 * it leaves free for others: one alone has half, so that a single program can send many
 * bodies at once to a small server, and the next still finds a quarter.
 */
@Component
public class BodyMemory {

	/**
	 * What a request needs beside its bytes while no thread waits for them. Measured are
	 * 130 KB with nearly the largest header: Tomcat's processor, its buffers of 32 KB,
	 * the texts of the header and the asynchronous context.
	 */
	static final long WAITING_REQUEST = 131_072;

	/** A part of the heap only, because the connections need another. */
	static final long MAX = Math.min(64_000_000, Runtime.getRuntime().maxMemory() / 8);

	private final LimitRejections rejections;

	private final long waitingRequest;

	private final AtomicLong total = new AtomicLong();

	private final ConcurrentMap<String, Long> byActor = new ConcurrentHashMap<>();

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
		long ofActor = this.byActor.merge(actor, bytes, Long::sum);
		if (ofActor > MAX - this.total.addAndGet(bytes)) {
			give(actor, bytes);
			throw this.rejections.reject(LimitRejections.Limit.BODIES, "too many request bodies are being received");
		}
	}

	/**
	 * Gives memory back.
	 * @param actor who has sent the body
	 * @param bytes as many bytes as have been taken
	 */
	public void give(String actor, long bytes) {
		this.total.addAndGet(-bytes);
		this.byActor.computeIfPresent(actor, (same, held) -> (held > bytes) ? held - bytes : null);
	}

	/**
	 * How much is taken by all actors.
	 * @return the number of bytes
	 */
	public long held() {
		return this.total.get();
	}

}
