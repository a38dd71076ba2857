package io.tagapi.server.web;

import java.util.concurrent.Semaphore;

import io.tagapi.server.error.ApiException;
import io.tagapi.server.error.ErrorCode;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Rejects requests while the server works on as many as it can respond to in good time.
 * The response is 429 and not 503, after which Tomcat closes the connection: to make
 * thousands of new ones would cost more than to respond. The operations of the API have
 * slots of their own: neither the documents nor the token endpoint can take them.
 */
@Component
class RequestLimit {

	private final Semaphore operations;

	private final Semaphore documents;

	private final Semaphore forms;

	RequestLimit(@Value("${tag-api.max-concurrent-requests}") int max) {
		this.operations = new Semaphore(max);
		this.documents = new Semaphore(max);
		this.forms = new Semaphore(max);
	}

	/** Begins work on an operation. */
	Slot operation() {
		return take(this.operations);
	}

	/** Begins work on a document. */
	Slot document() {
		return take(this.documents);
	}

	/** Begins work on a form, such as that of the token endpoint. */
	Slot form() {
		return take(this.forms);
	}

	private static Slot take(Semaphore free) {
		if (!free.tryAcquire()) {
			throw new ApiException(ErrorCode.TOO_MANY_REQUESTS,
					"the server has as many requests under way as it can take");
		}
		return free::release;
	}

	/** What a request has while the server works on it. */
	@FunctionalInterface
	interface Slot extends AutoCloseable {

		@Override
		void close();

	}

}
