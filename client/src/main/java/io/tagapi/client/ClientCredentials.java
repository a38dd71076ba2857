package io.tagapi.client;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a client shows to the token endpoint.
 */
record ClientCredentials(String id, String secret) {

	/** The fields that the client sets itself. */
	static final Set<String> FIELDS = Set.of("grant_type", "client_id", "client_secret", "scope");

	/**
	 * The body of a token request (RFC 6749, sections 2.3.1 and 4.4.2).
	 */
	String form(List<String> scopes, Map<String, String> parameters) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("grant_type", "client_credentials");
		fields.put("client_id", this.id);
		fields.put("client_secret", this.secret);
		if (!scopes.isEmpty()) {
			fields.put("scope", String.join(" ", scopes));
		}
		fields.putAll(parameters);
		return fields.entrySet()
			.stream()
			.map((field) -> URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
			.collect(Collectors.joining("&"));
	}

	@Override
	public String toString() {
		return "ClientCredentials[id=" + this.id + "]";
	}

}
