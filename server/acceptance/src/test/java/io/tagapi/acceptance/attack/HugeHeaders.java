package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Headers that are too large or too many, and paths of that kind.
 */
final class HugeHeaders implements Attack {

	private static final String PATH = "/tag/v1/tags?customerId=acme";

	private final AtomicInteger turn = new AtomicInteger();

	@Override
	public int clients() {
		return 4;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(400, 401);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		String head = target.head("GET", PATH);
		List<String> requests = List.of(head + "X-Huge: " + "x".repeat(500_000) + "\r\n\r\n",
				head + "a: b\r\n".repeat(50_000) + "\r\n", head + "a: b\r\n".repeat(1000) + "\r\n",
				head + Target.authorization("x".repeat(7000)) + "\r\n",
				target.head("GET", "/" + "x".repeat(100_000)) + "\r\n",
				target.head("GET", "/" + "a/../".repeat(1500)) + "\r\n", head + Target.authorization(target.token())
						+ "If-None-Match: " + "\"1\",".repeat(1500) + "\"1\"\r\n\r\n");
		try (Connection connection = target.connect()) {
			tally.exchange(connection, Target.bytes(requests.get(this.turn.getAndIncrement() % requests.size())));
		}
	}

}
