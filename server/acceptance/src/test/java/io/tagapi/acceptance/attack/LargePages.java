package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.Set;

/**
 * Reads pages of the largest events there can be, with as many clients as can make a
 * server run out of memory that holds more than one page of each.
 */
final class LargePages implements Attack {

	@Override
	public int clients() {
		return 16;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(200);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		try (Connection connection = target.connect()) {
			tally.exchange(connection, target.get(target.largestPage()));
		}
	}

}
