package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The largest valid bodies for a customer that the token is not for, which are read to
 * their end before the request is rejected.
 */
final class ForeignBodies implements Attack {

	private static final String BODY = IntStream.range(0, 10_000)
		.mapToObj((i) -> "\"%064d\"".formatted(i))
		.collect(Collectors.joining(",", "{\"deviceIds\":[",
				"],\"tagIds\":[\"019a0000-0000-7000-8000-000000000000\"]}"));

	@Override
	public int clients() {
		return 60;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(403);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		try (Connection connection = target.connect()) {
			tally.exchange(connection, target.post(Target.bulkAssign(target.neighbour()), BODY));
		}
	}

}
