package io.tagapi.server.http.limit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * Counts the connections that the server closes although their client has not asked for
 * that, by reason.
 */
@Component
class ClosedConnections implements MeterBinder {

	private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

	ClosedConnections() {
		for (Reason reason : Reason.values()) {
			this.counts.put(reason, new LongAdder());
		}
	}

	void count(Reason reason) {
		counter(reason).increment();
	}

	long of(Reason reason) {
		return counter(reason).sum();
	}

	private LongAdder counter(Reason reason) {
		return Objects.requireNonNull(this.counts.get(reason));
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.counts
			.forEach((reason, count) -> FunctionCounter.builder("tag.api.connections.closed", count, LongAdder::sum)
				.description("Connections that the server has closed")
				.tag("reason", reason.name().toLowerCase(Locale.ROOT))
				.register(registry));
	}

	/** Why a connection is closed. Metrics have the names in lower case. */
	enum Reason {

		/** The header of a request has taken too long. */
		SLOW_HEADER,

		/** Too many connections have an incomplete header, and this one began first. */
		INCOMPLETE_HEADERS,

		/**
		 * Nearly as many connections are open as may be, and nothing comes from this one.
		 */
		IDLE,

		/** Many requests were sent ahead of their responses. */
		REQUESTS_AHEAD,

		/** The body of a request that has its response does not come to an end. */
		UNREAD_BODY

	}

}
