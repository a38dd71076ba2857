package io.tagapi.server.http.limit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;

import org.springframework.stereotype.Component;

/**
 * Rejects requests with 429, and counts them by the limit that they have met.
 */
@Component
class LimitRejections implements MeterBinder {

	private final Map<Limit, LongAdder> counts = new EnumMap<>(Limit.class);

	LimitRejections() {
		for (Limit limit : Limit.values()) {
			this.counts.put(limit, new LongAdder());
		}
	}

	/**
	 * Counts a rejection.
	 * @param limit the limit that is reached
	 * @param specifics the limit in words, for the client
	 * @return the exception to throw
	 */
	ApiException reject(Limit limit, String specifics) {
		counter(limit).increment();
		return new ApiException(ErrorCode.TOO_MANY_REQUESTS, specifics);
	}

	long of(Limit limit) {
		return counter(limit).sum();
	}

	private LongAdder counter(Limit limit) {
		return Objects.requireNonNull(this.counts.get(limit));
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.counts.forEach((limit, count) -> FunctionCounter.builder("tag.api.limit.rejections", count, LongAdder::sum)
			.description("Requests that were rejected with 429")
			.tag("limit", limit.name().toLowerCase(Locale.ROOT))
			.register(registry));
	}

	/** What is bounded. Metrics have the names in lower case. */
	enum Limit {

		/** The time for which a request waits for one of the server's threads. */
		SERVER,

		/** The threads for documents. */
		DOCUMENTS,

		/** The threads for the forms of the token endpoint. */
		FORMS,

		/** The requests of a customer. */
		CUSTOMER,

		/** The requests of an actor for customers that its token is not for. */
		ACTOR,

		/** The memory for bodies that are being received. */
		BODIES

	}

}
