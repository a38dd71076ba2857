package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.Set;

/**
 * Searches that count thousands of devices each time, for a page of one.
 */
final class CountedSearches implements Attack {

	@Override
	public int clients() {
		return 60;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(200);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		try (Connection connection = target.connect()) {
			tally.exchange(connection, target.get("/tag/v1/devices?pageSize=1&includeTotal=true&customerId="
					+ target.customer() + "&allTags=" + target.tagId()));
		}
	}

}
