package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.Set;

/**
 * Asks for token after token, with credentials that are right: each costs a signature.
 */
final class TokenRequests implements Attack {

	@Override
	public int clients() {
		return 100;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(200);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		String form = Sandbox.tokenForm("sandbox-acme");
		try (Connection connection = target.connect()) {
			tally.exchange(connection, Target.bytes(target.headOfForm(form.length()) + form));
		}
	}

}
