package io.tagapi.client;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the token of a token endpoint until shortly before it expires. However many
 * threads need a new one, the endpoint is asked once, and all of them get its answer.
 */
final class ClientCredentialsTokens implements AccessTokens {

	private final TokenEndpoint endpoint;

	private final InstantSource clock;

	private @Nullable CompletableFuture<TokenAnswer> latest;

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

	private synchronized CompletableFuture<TokenAnswer> latestUnless(@Nullable String refused) {
		CompletableFuture<TokenAnswer> answer = this.latest;
		if (answer == null || (answer.isDone() && !isUsable(answer, refused))) {
			answer = this.endpoint.ask();
			this.latest = answer;
		}
		return answer;
	}

	private boolean isUsable(CompletableFuture<TokenAnswer> answer, @Nullable String refused) {
		return !answer.isCompletedExceptionally() && answer.join() instanceof TokenAnswer.AccessToken token
				&& !token.value().equals(refused) && this.clock.instant().isBefore(token.renewAt());
	}

	private String await(CompletableFuture<TokenAnswer> answer) throws InterruptedException {
		try {
			TokenAnswer known = answer.get();
			if (known instanceof TokenAnswer.AccessToken token) {
				return token.value();
			}
			if (known instanceof TokenAnswer.Refusal refusal) {
				throw refusal.toException(this.endpoint.address());
			}
			throw TagApiConnectionException.unreadable(this.endpoint.address(), null);
		}
		catch (ExecutionException e) {
			throw this.endpoint.noAnswer(e);
		}
	}

}
