package io.tagapi.server.idempotency;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import io.tagapi.server.http.response.WrittenJson;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.Assert;

/**
 * The response to a request, as it was sent.
 *
 * @param request the request
 * @param status the HTTP status
 * @param location the header {@code Location}, if there was one
 * @param etag the header {@code ETag}, if there was one
 * @param body the JSON, if there was a body; it is never parsed, because the models may
 * have changed since
 */
record StoredResponse(Fingerprint request, int status, @Nullable String location, @Nullable String etag,
		@Nullable String body) {

	private static final Set<String> HEADERS = Set.of(HttpHeaders.LOCATION, HttpHeaders.ETAG);

	static StoredResponse of(Fingerprint request, ResponseEntity<WrittenJson> response) {
		HttpHeaders headers = response.getHeaders();
		Assert.state(HEADERS.containsAll(headers.headerNames()), "A header would be missing from the replay");
		@Nullable WrittenJson body = response.getBody();
		return new StoredResponse(request, response.getStatusCode().value(), headers.getFirst(HttpHeaders.LOCATION),
				headers.getETag(), (body != null) ? new String(body.bytes(), StandardCharsets.UTF_8) : null);
	}

	ResponseEntity<WrittenJson> replay(String replayed) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(replayed, "true");
		if (this.location != null) {
			headers.setLocation(URI.create(this.location));
		}
		headers.setETag(this.etag);
		ResponseEntity.BodyBuilder response = ResponseEntity.status(this.status).headers(headers);
		return (this.body != null) ? response.body(new WrittenJson(this.body.getBytes(StandardCharsets.UTF_8)))
				: response.build();
	}

}
