package io.tagapi.server.http.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import io.tagapi.server.http.error.ApiException;

import org.springframework.stereotype.Component;

/**
 * Bounds the memory of request bodies that are being received: for the server, and for
 * each actor, so that none can take it from the others.
 */
@Component
public class BodyMemory {

	static final long MAX = 64_000_000;

	static final long MAX_PER_ACTOR = MAX / 4;

	private final LimitRejections rejections;

	private final AtomicLong total = new AtomicLong();

	private final ConcurrentMap<String, Long> byActor = new ConcurrentHashMap<>();

	BodyMemory(LimitRejections rejections) {
		this.rejections = rejections;
	}

	/**
	 * Takes memory.
	 * @param actor who sends the body
	 * @param bytes how many bytes more are held
	 * @throws ApiException 429 if there is not so much; none is taken then
	 */
	public void take(String actor, long bytes) {
		boolean tooMany = this.byActor.merge(actor, bytes, Long::sum) > MAX_PER_ACTOR;
		if (this.total.addAndGet(bytes) > MAX || tooMany) {
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

	long held() {
		return this.total.get();
	}

}
