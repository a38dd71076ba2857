package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * Sends nothing but tokens of the trusted issuer whose keys are unknown, while that
 * issuer hangs: each may wait for it.
 */
final class UnknownKeys implements Attack {

	private final String issuer;

	UnknownKeys(StubIssuer issuer) {
		this.issuer = issuer.address();
	}

	/** More than the threads of the server. */
	@Override
	public int clients() {
		return 250;
	}

	/** The attack is the number, not the rate. */
	@Override
	public Duration pause() {
		return Duration.ofSeconds(1);
	}

	@Override
	public Duration time() {
		return Duration.ofSeconds(15);
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(401, 503);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		try (Connection connection = target.connect()) {
			tally.exchange(connection,
					target.get(Target.tags(target.customer()), ForgedTokens.ofAnUnknownKey(this.issuer)));
		}
	}

}
