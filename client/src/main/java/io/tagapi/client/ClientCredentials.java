package io.tagapi.client;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a client shows to the token endpoint.
 */
record ClientCredentials(String id, String secret) {

	/**
	 * The body of a token request (RFC 6749, sections 2.3.1 and 4.4.2).
	 */
	String form(List<String> scopes) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("grant_type", "client_credentials");
		fields.put("client_id", this.id);
		fields.put("client_secret", this.secret);
		if (!scopes.isEmpty()) {
			fields.put("scope", String.join(" ", scopes));
		}
		return fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
			.collect(Collectors.joining("&"));
	}

	@Override
	public String toString() {
		return "ClientCredentials[id=" + this.id + "]";
	}

}
