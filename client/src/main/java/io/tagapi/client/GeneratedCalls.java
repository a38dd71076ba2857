package io.tagapi.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

import io.tagapi.client.Retries.Repetition;
import io.tagapi.client.invoker.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Makes calls through the generated code and turns its one checked exception into the two
 * that callers see.
 *
 * @param address the address that messages name
 * @param mapper reads error objects
 * @param retries says when a call is made again
 */
record GeneratedCalls(URI address, ObjectMapper mapper, Retries retries) {

	/**
	 * A call of an operation of the generated code.
	 *
	 * @param <T> the type of the response
	 */
	@FunctionalInterface
	interface GeneratedCall<T> {

		@Nullable T send() throws ApiException;

	}

	/**
	 * Makes the call, and makes it again if that may help. The response is empty if it
	 * had no body.
	 */
	<T> Optional<T> send(Repetition repetition, GeneratedCall<T> call) {
		for (int attempts = 1;; attempts++) {
			try {
				return send(call);
			}
			catch (TagApiException | TagApiConnectionException e) {
				pause(this.retries.waitAfter(attempts, e, repetition).orElseThrow(() -> e));
			}
		}
	}

	private <T> Optional<T> send(GeneratedCall<T> call) {
		try {
			return Optional.ofNullable(call.send());
		}
		catch (ApiException e) {
			throw translated(e);
		}
	}

	private void pause(Duration duration) {
		try {
			this.retries.pause().last(duration);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw TagApiConnectionException.interrupted(this.address, e);
		}
	}

	/**
	 * A successful response lacks what the contract promises.
	 */
	TagApiConnectionException unreadable() {
		return TagApiConnectionException.unreadable(this.address, null);
	}

	private RuntimeException translated(ApiException failure) {
		Throwable cause = failure.getCause();
		if (cause instanceof InterruptedException e) {
			return TagApiConnectionException.interrupted(this.address, e);
		}
		if (cause instanceof JacksonException) {
			return TagApiConnectionException.unreadable(this.address, cause);
		}
		return (cause instanceof IOException) ? TagApiConnectionException.noResponse(this.address, cause)
				: refused(failure);
	}

	private RuntimeException refused(ApiException failure) {
		HttpHeaders headers = failure.getResponseHeaders();
		if (headers == null) {
			return new IllegalArgumentException(failure.getMessage());
		}
		// The generated exception is not passed on as the cause: its message repeats
		// whatever the response holds.
		JsonNode error = parse(failure.getResponseBody());
		String code = error.path("code").asString(TagApiException.NO_CODE);
		String message = error.path("message").asString("");
		String data = error.path("data").asString("");
		boolean isErrorObject = !code.isEmpty() && !message.isEmpty();
		return new TagApiException(failure.getCode(), isErrorObject ? code : TagApiException.NO_CODE,
				isErrorObject ? message : TagApiException.NO_ERROR_OBJECT, isErrorObject ? data : describe(headers),
				headers.firstValue("X-Request-Id").orElse(null), retryAfter(headers));
	}

	private JsonNode parse(@Nullable String body) {
		try {
			return this.mapper.readTree((body != null) ? body : "");
		}
		catch (JacksonException e) {
			return this.mapper.missingNode();
		}
	}

	private String describe(HttpHeaders headers) {
		return "The response of %s is not an error object of the Tag API, it is %s".formatted(this.address,
				headers.firstValue("Content-Type").orElse("of no declared type"));
	}

	private static @Nullable Duration retryAfter(HttpHeaders headers) {
		return headers.firstValue("Retry-After")
			.filter((seconds) -> seconds.matches("\\d{1,9}"))
			.map((seconds) -> Duration.ofSeconds(Long.parseLong(seconds)))
			.orElse(null);
	}

}
