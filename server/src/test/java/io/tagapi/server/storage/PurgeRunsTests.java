package io.tagapi.server.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tagapi.server.http.request.OperationScope;
import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class PurgeRunsTests {

	private static final Duration BATCH = Duration.ofSeconds(1);

	private final List<String> batches = new ArrayList<>();

	private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

	/** Each batch takes a second. */
	private final PurgeRuns runs = new PurgeRuns(new PurgeProperties(10, Duration.ofMinutes(1)), this.metrics,
			() -> this.batches.size() * BATCH.toNanos());

	@Test
	void rowsAreDeletedInBatchesOfEachCustomerInTurnAndOneThatFailsIsLeftToTheNextTime() {
		this.runs.run(purge(List.of("acme", "demo", "other"), (customerId) -> {
			if (customerId.equals("acme")) {
				throw new QueryTimeoutException("The batch takes too long");
			}
			return this.batches.size() < 6;
		}));

		assertThat(this.batches).hasSize(7);
		assertThat(this.batches.subList(0, 3)).containsExactlyInAnyOrder("acme", "demo", "other");
		assertThat(this.batches.subList(3, 5)).containsExactlyInAnyOrder("demo", "other");
		assertThat(this.batches.subList(5, 7)).containsExactlyInAnyOrder("demo", "other");
		assertThat(ranFor("incomplete")).isEqualTo(7);
	}

	@Test
	void runEndsAlthoughACustomerAddsToItAndTheNextOneGoesOn() {
		Purge purge = purge(List.of("acme", "demo"), "acme"::equals);

		this.runs.run(purge);
		assertThat(this.batches).hasSize(2 + 10).containsOnlyOnce("demo");
		assertThat(ranFor("incomplete")).isEqualTo(2 + 10);

		this.runs.run(purge);
		assertThat(this.batches).hasSize(2 * (2 + 10));
	}

	@Test
	void eachCustomerHasABatchHoweverManyThereAre() {
		List<String> customers = Collections.nCopies(50, "acme");

		this.runs.run(purge(customers, (customerId) -> false));

		assertThat(this.batches).hasSize(50);
		assertThat(ranFor("complete")).isEqualTo(50);
	}

	@Test
	void runEndsWhenItsTimeIsOver() {
		List<String> customers = Collections.nCopies(100, "acme");

		this.runs.run(purge(customers, (customerId) -> true));

		assertThat(this.batches).hasSize(60);
	}

	@Test
	void batchIsWorkOfItsCustomer() {
		List<String> customers = new ArrayList<>();

		this.runs.run(purge(List.of("acme"), (customerId) -> {
			customers.add(OperationScope.current().orElseThrow().customerId());
			return false;
		}));

		assertThat(customers).containsExactly("acme");
	}

	@Test
	void runThatCannotReadTheCustomersIsCountedAsFailed() {
		assertThatException().isThrownBy(() -> this.runs.run(new OldData(this::unreadable, (customerId) -> false)));

		assertThat(this.metrics.get("tag.api.purge").tags("purge", "OldData", "outcome", "failed").timer().count())
			.isEqualTo(1);
	}

	private List<String> unreadable() {
		throw new QueryTimeoutException("The database is away");
	}

	/** Seconds of the runs that have ended so. */
	private double ranFor(String outcome) {
		return this.metrics.get("tag.api.purge").tag("outcome", outcome).timer().totalTime(TimeUnit.SECONDS);
	}

	private Purge purge(List<String> customers, Predicate<String> deletion) {
		return new OldData(() -> customers, (customerId) -> {
			this.batches.add(customerId);
			return deletion.test(customerId);
		});
	}

	private record OldData(Supplier<List<String>> read, Predicate<String> deletion) implements Purge {

		@Override
		public List<String> customers() {
			return this.read.get();
		}

		@Override
		public boolean deleteBatch(String customerId) {
			return this.deletion.test(customerId);
		}

	}

}
