package io.tagapi.client;

import java.util.function.Supplier;

/**
 * The tokens of a caller that has a token source of its own. It is called for each call,
 * and once more after a refusal.
 */
record SuppliedTokens(Supplier<String> supplier) implements AccessTokens {

	@Override
	public String current() {
		String token = this.supplier.get();
		if (!TokenResponse.AccessToken.isWellFormed(token)) {
			throw new IllegalStateException("The access token supplier returned what is not an access token: "
					+ "it is null, empty, or has characters that a header must not have");
		}
		return token;
	}

	@Override
	public String insteadOf(String refused) {
		return current();
	}

}
