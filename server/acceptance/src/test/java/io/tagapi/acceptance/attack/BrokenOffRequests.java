package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Valid requests whose body ends early, is reset or has a broken chunk, and clients that
 * leave while a response is sent.
 */
final class BrokenOffRequests implements Attack {

	private static final String HALF_A_BODY = "{\"deviceIds\": [\"d\"";

	private final AtomicInteger turn = new AtomicInteger();

	@Override
	public int clients() {
		return 10;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(400);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		String path = Target.bulkAssign(target.customer());
		long start = System.nanoTime();
		try (Connection connection = target.connect()) {
			switch (this.turn.getAndIncrement() % 5) {
				case 0 -> {
					connection.send(target.headOfPost(path, 100) + HALF_A_BODY);
					connection.endOutput();
					tally.receive(connection, start);
				}
				case 1 -> {
					connection.send(target.headOfPost(path, 100) + HALF_A_BODY);
					leave(connection, tally);
				}
				case 2 -> {
					connection.send(target.headOfChunkedPost(path) + "no size\r\n" + HALF_A_BODY);
					tally.receive(connection, start);
				}
				case 3 -> {
					connection.send(target.headOfChunkedPost(path) + "12\r\n" + HALF_A_BODY + "\r\n");
					leave(connection, tally);
				}
				default -> {
					connection.send(target.get(target.largestPage()));
					connection.readSome(10);
					leave(connection, tally);
				}
			}
		}
	}

	private static void leave(Connection connection, Tally tally) throws IOException {
		connection.reset();
		tally.outcome("left");
	}

}
