package io.tagapi.server.http.limit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * A metric that counts by reason, and has each reason from the start.
 *
 * @param <R> the reasons; the metric has their names in lower case
 */
abstract class CountsByReason<R extends Enum<R>> implements MeterBinder {

	private final Map<R, LongAdder> counts;

	private final String metric;

	private final String tag;

	private final String description;

	CountsByReason(Class<R> reasons, String metric, String tag, String description) {
		this.counts = new EnumMap<>(reasons);
		for (R reason : reasons.getEnumConstants()) {
			this.counts.put(reason, new LongAdder());
		}
		this.metric = metric;
		this.tag = tag;
		this.description = description;
	}

	void count(R reason) {
		counter(reason).increment();
	}

	long of(R reason) {
		return counter(reason).sum();
	}

	private LongAdder counter(R reason) {
		return Objects.requireNonNull(this.counts.get(reason));
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.counts.forEach((reason, count) -> FunctionCounter.builder(this.metric, count, LongAdder::sum)
			.description(this.description)
			.tag(this.tag, reason.name().toLowerCase(Locale.ROOT))
			.register(registry));
	}

}
