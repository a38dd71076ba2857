package io.tagapi.server.storage;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

class PurgeTests {

	@Test
	void rowsAreDeletedInBatchesOfEachCustomerInTurnAndOneThatFailsIsLeftToTheNextTime() {
		List<String> batches = new ArrayList<>();
		Purge purge = new Purge() {

			@Override
			public List<String> customers() {
				return List.of("acme", "demo", "other");
			}

			@Override
			public boolean deleteBatch(String customerId) {
				batches.add(customerId);
				if (customerId.equals("acme")) {
					throw new QueryTimeoutException("The batch takes too long");
				}
				return batches.size() < 6;
			}

		};

		purge.run();

		assertThat(batches).containsExactly("acme", "demo", "other", "demo", "other", "demo", "other");
	}

}
