package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens Swagger UI in production, and sends tokens of unknown keys, while the issuer
 * hangs from which the server has to request both its metadata and its keys.
 */
final class HangingIssuer implements Attack {

	private final String issuer;

	private final AtomicInteger turn = new AtomicInteger();

	HangingIssuer(StubIssuer issuer) {
		this.issuer = issuer.address();
	}

	@Override
	public int clients() {
		return 160;
	}

	@Override
	public Duration pause() {
		return Duration.ofMillis(100);
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(200, 401, 503);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		boolean page = this.turn.getAndIncrement() % 8 != 0;
		try (Connection connection = target.connect()) {
			tally.exchange(connection, page ? target.getWithoutToken("/swagger-ui/index.html")
					: target.get(Target.tags(target.customer()), ForgedTokens.ofAnUnknownKey(this.issuer)));
		}
	}

}
