package io.tagapi.acceptance.attack;

import java.io.IOException;

/**
 * Reads a device with as many tags as there can be, of which a response has some
 * megabytes, with as many clients as a customer may have requests.
 */
final class LargeDevices implements Attack {

	@Override
	public int clients() {
		return 50;
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		try (Connection connection = target.connect()) {
			tally.exchange(connection, target.get(target.largestDevice()));
		}
	}

}
