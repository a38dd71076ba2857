package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ten thousand parameters, in queries and in a form.
 */
final class ManyParameters implements Attack {

	private static final String PATH = "/tag/v1/tags?customerId=acme";

	private static final String DISTINCT = IntStream.range(0, 10_000)
		.mapToObj((i) -> "&p" + i)
		.collect(Collectors.joining());

	private static final String COLLIDING = "&" + "Aa&BB&".repeat(5_000);

	private final AtomicInteger turn = new AtomicInteger();

	@Override
	public int clients() {
		return 4;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(400, 413);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		List<byte[]> requests = List.of(target.get(PATH + DISTINCT), target.get(PATH + DISTINCT.substring(0, 6000)),
				target.get(PATH + "&a".repeat(3000)), Target.bytes(target.headOfForm(DISTINCT.length()) + DISTINCT),
				Target.bytes(target.headOfForm(COLLIDING.length()) + COLLIDING));
		try (Connection connection = target.connect()) {
			tally.exchange(connection, requests.get(this.turn.getAndIncrement() % requests.size()));
		}
	}

}
