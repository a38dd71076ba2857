package io.tagapi.client;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the token of a token endpoint until shortly before it expires. However many
 * threads need a new one, the endpoint gets one request, and all of them its response.
 */
final class ClientCredentialsTokens implements AccessTokens {

	private final TokenEndpoint endpoint;

	private final InstantSource clock;

	private @Nullable CompletableFuture<TokenResponse> latest;

	ClientCredentialsTokens(TokenEndpoint endpoint, InstantSource clock) {
		this.endpoint = endpoint;
		this.clock = clock;
	}

	@Override
	public String current() throws InterruptedException {
		return await(latestUnless(null));
	}

	@Override
	public String insteadOf(String refused) throws InterruptedException {
		return await(latestUnless(refused));
	}

	private synchronized CompletableFuture<TokenResponse> latestUnless(@Nullable String refused) {
		CompletableFuture<TokenResponse> response = this.latest;
		if (response == null || (response.isDone() && !isUsable(response, refused))) {
			response = this.endpoint.requestToken();
			this.latest = response;
		}
		return response;
	}

	private boolean isUsable(CompletableFuture<TokenResponse> response, @Nullable String refused) {
		return !response.isCompletedExceptionally() && response.join() instanceof TokenResponse.AccessToken token
				&& !token.value().equals(refused) && this.clock.instant().isBefore(token.renewAt());
	}

	private String await(CompletableFuture<TokenResponse> response) throws InterruptedException {
		try {
			TokenResponse known = response.get();
			if (known instanceof TokenResponse.AccessToken token) {
				return token.value();
			}
			if (known instanceof TokenResponse.Refusal refusal) {
				throw refusal.toException(this.endpoint.address());
			}
			throw TagApiConnectionException.unreadable(this.endpoint.address(), null);
		}
		catch (ExecutionException e) {
			throw this.endpoint.noResponse(e);
		}
	}

}
