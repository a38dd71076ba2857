package io.tagapi.acceptance.attack;

import java.io.IOException;

/**
 * Large bodies for a customer that the token is not for, which are read before the
 * request is rejected.
 */
final class ForeignBodies implements Attack {

	private static final String BODY = "{\"deviceIds\":[" + "\"a-device\",".repeat(80_000) + "0]}";

	@Override
	public int clients() {
		return 60;
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		try (Connection connection = target.connect()) {
			tally.exchange(connection, target.post(Target.bulkAssign(target.neighbour()), BODY));
		}
	}

}
