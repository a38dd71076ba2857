package io.tagapi.acceptance.attack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response as it came over a connection.
 *
 * @param status the status
 * @param headers the headers by their names in lower case
 * @param body the body
 */
record Response(int status, Map<String, String> headers, String body) {

	private static final Set<String> ENVELOPE = Set.of("result", "code", "message", "data");

	/** The error of a token endpoint: RFC 6749, section 5.2. */
	private static final Set<String> OAUTH_ERROR = Set.of("error", "error_description", "error_uri");

	/**
	 * Compares the response with what is documented. Documents that are no JSON are of
	 * any form, but not errors. A rejection for load says when to come again.
	 * @return the difference, if there is one
	 */
	Optional<String> difference() {
		if (this.status == 304) {
			return Optional.empty();
		}
		if (this.status == 429 && !this.headers.containsKey("retry-after")) {
			return Optional.of("no Retry-After: " + this);
		}
		if (!this.headers.getOrDefault("content-type", "").startsWith("application/json")) {
			return (this.status < 400) ? Optional.empty() : Optional.of(toString());
		}
		try {
			JsonNode json = JsonMapper.shared().readTree(this.body);
			boolean documented = isEnvelope(json) || (this.status >= 400 && isOAuthError(json))
					|| (this.status == 200 && json.has("access_token"));
			return documented ? Optional.empty() : Optional.of(toString());
		}
		catch (JacksonException ex) {
			return Optional.of(toString());
		}
	}

	private boolean isEnvelope(JsonNode json) {
		return Set.copyOf(json.propertyNames()).equals(ENVELOPE) && json.path("result").asInt(0) == this.status;
	}

	private static boolean isOAuthError(JsonNode json) {
		return json.has("error") && OAUTH_ERROR.containsAll(json.propertyNames());
	}

	JsonNode json() {
		return JsonMapper.shared().readTree(this.body);
	}

	@Override
	public String toString() {
		String start = this.body.substring(0, Math.min(300, this.body.length()));
		return "status %d, content type %s, body: %s".formatted(this.status,
				this.headers.getOrDefault("content-type", "none"), start);
	}

}
