package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.Set;

/**
 * Bodies that go on, chunk after chunk, far beyond what the server accepts.
 */
final class EndlessBodies implements Attack {

	private static final String CHUNK = "10000\r\n" + " ".repeat(0x10000) + "\r\n";

	/** 8 MiB. */
	private static final int CHUNKS = 128;

	@Override
	public int clients() {
		return 8;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(413);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		byte[] chunk = Target.bytes(CHUNK);
		long start = System.nanoTime();
		try (Connection connection = target.connect()) {
			connection.send(target.headOfChunkedPost(Target.bulkAssign(target.customer())));
			for (int i = 0; i < CHUNKS && !connection.hasResponse(); i++) {
				connection.send(chunk);
			}
			tally.receive(connection, start);
		}
	}

}
