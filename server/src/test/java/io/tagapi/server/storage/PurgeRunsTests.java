package io.tagapi.server.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

import io.tagapi.server.http.request.OperationScope;
import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

class PurgeRunsTests {

	private static final Duration BATCH = Duration.ofSeconds(1);

	private final List<String> batches = new ArrayList<>();

	/** Each batch takes a second. */
	private final PurgeRuns runs = new PurgeRuns(new PurgeProperties(10, Duration.ofMinutes(1)),
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
	}

	@Test
	void runEndsAlthoughACustomerAddsToItAndTheNextOneGoesOn() {
		Purge purge = purge(List.of("acme", "demo"), "acme"::equals);

		this.runs.run(purge);
		assertThat(this.batches).hasSize(2 + 10).containsOnlyOnce("demo");

		this.runs.run(purge);
		assertThat(this.batches).hasSize(2 * (2 + 10));
	}

	@Test
	void eachCustomerHasABatchHoweverManyThereAre() {
		List<String> customers = Collections.nCopies(50, "acme");

		this.runs.run(purge(customers, (customerId) -> false));

		assertThat(this.batches).hasSize(50);
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

	private Purge purge(List<String> customers, Predicate<String> deletion) {
		return new Purge() {

			@Override
			public List<String> customers() {
				return customers;
			}

			@Override
			public boolean deleteBatch(String customerId) {
				PurgeRunsTests.this.batches.add(customerId);
				return deletion.test(customerId);
			}

		};
	}

}
