package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sends bodies of at most the accepted size with tens of thousands of problems: a server
 * that compares each with the others is busy for minutes, and one that holds all of them
 * for many bodies at once has no memory left.
 */
final class OversizedLists implements Attack {

	private static final String ANY_TAG = "\"019a0000-0000-7000-8000-000000000000\"";

	private static final List<String> BODIES = List.of(devices(20_000, String::valueOf), devices(40_000, (i) -> "null"),
			devices(90_000, (i) -> "{}"), devices(90_000, (i) -> "\"!" + i + "\""),
			devices(10_000, (i) -> "\"!" + i + "\""),
			"{\"deviceIds\":[\"d\"],\"tagIds\":" + list(20_000, (i) -> "\"tag" + i + "\"") + "}",
			"{\"deviceIds\":[\"d\"],\"tagIds\":" + list(25_000, (i) -> ANY_TAG) + "}",
			IntStream.range(0, 20_000).mapToObj((i) -> "\"p" + i + "\":0").collect(Collectors.joining(",", "{", "}")),
			IntStream.range(0, 60_000)
				.mapToObj((i) -> "\"" + i + "\":0")
				.collect(Collectors.joining(",", "{\"p\":{", "}}")));

	private final AtomicInteger turn = new AtomicInteger();

	private static String devices(int count, IntFunction<String> device) {
		return "{\"deviceIds\":" + list(count, device) + ",\"tagIds\":[" + ANY_TAG + "]}";
	}

	private static String list(int count, IntFunction<String> element) {
		return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(",", "[", "]"));
	}

	@Override
	public int clients() {
		return 12;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(400);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		int turn = this.turn.getAndIncrement();
		String path = Target.bulkAssign(target.customer()) + ((turn % 3 == 0) ? "&atomic=false" : "");
		try (Connection connection = target.connect()) {
			tally.exchange(connection, target.post(path, BODIES.get(turn % BODIES.size())));
		}
	}

}
