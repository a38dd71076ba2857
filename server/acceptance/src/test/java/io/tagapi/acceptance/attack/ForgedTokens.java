package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tokens for everything with a signature made up, each another one: none can be cached.
 */
final class ForgedTokens implements Attack {

	private static final int SIGNATURE = 256;

	@Override
	public int clients() {
		return 10;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(401);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		try (Connection connection = target.connect()) {
			for (int i = 0; i < 10; i++) {
				String token = forge(target.token());
				tally.exchange(connection, target.get("/tag/v1/tags?customerId=" + target.neighbour(), token));
			}
		}
	}

	private static String forge(String token) {
		return token.substring(0, token.lastIndexOf('.') + 1) + random(SIGNATURE);
	}

	/**
	 * A token of a key that the issuer may have, so that its keys have to be requested.
	 */
	static String ofAnUnknownKey(String issuer) {
		String header = "{\"alg\":\"RS256\",\"kid\":\"" + random(8) + "\"}";
		String claims = "{\"iss\":\"" + issuer + "\",\"sub\":\"nobody\",\"exp\":"
				+ Instant.now().plusSeconds(600).getEpochSecond() + "}";
		return base64(Target.bytes(header)) + "." + base64(Target.bytes(claims)) + "." + random(SIGNATURE);
	}

	private static String random(int bytes) {
		Random random = ThreadLocalRandom.current();
		byte[] value = new byte[bytes];
		random.nextBytes(value);
		return base64(value);
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
