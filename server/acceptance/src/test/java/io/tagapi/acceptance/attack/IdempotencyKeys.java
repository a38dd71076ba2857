package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.Set;
import java.util.UUID;

/**
 * Requests that change nothing, each with a key that the server has to keep for a day.
 */
final class IdempotencyKeys implements Attack {

	@Override
	public int clients() {
		return 10;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(200);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		String body = "{\"deviceIds\": [\"d\"], \"tagIds\": [\"" + target.tagId() + "\"]}";
		try (Connection connection = target.connect()) {
			for (int i = 0; i < 10; i++) {
				tally.exchange(connection, target.post(Target.bulkAssign(target.customer()), body,
						"Idempotency-Key: " + UUID.randomUUID()));
			}
		}
	}

}
