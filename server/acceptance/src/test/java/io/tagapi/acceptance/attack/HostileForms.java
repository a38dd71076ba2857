package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends forms of almost 2 MB to where people log in and where programs get tokens,
 * without a token. None of them may be kept.
 */
final class HostileForms implements Attack {

	private static final String FORM = "response_type=code&state=" + "x".repeat(1_900_000);

	private final AtomicInteger turn = new AtomicInteger();

	@Override
	public int clients() {
		return 20;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(413);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		String path = (this.turn.getAndIncrement() % 2 == 0) ? "authorize" : "token";
		try (Connection connection = target.connect()) {
			tally.exchange(connection,
					Target.bytes(target.head("POST", "/ams/v1/oauth2/" + path)
							+ "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + FORM.length()
							+ "\r\n\r\n" + FORM));
		}
	}

}
