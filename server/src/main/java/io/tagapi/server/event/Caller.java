package io.tagapi.server.event;

import io.tagapi.server.http.response.RequestId;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who has sent the request that this thread answers.
 *
 * @param clientId the client that the access token was issued to
 * @param subject whom the token is about: a person or, if there is none, the client
 * @param requestId the id of the request
 */
record Caller(@Nullable String clientId, @Nullable String subject, String requestId) {

	static Caller current() {
		ServletRequestAttributes request = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
		String requestId = RequestId.of(request.getRequest());
		@Nullable Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		if (caller != null && caller.getPrincipal() instanceof Jwt token) {
			return new Caller(clientId(token), token.getSubject(), requestId);
		}
		return new Caller(null, null, requestId);
	}

	/**
	 * RFC 9068 names the claim {@code client_id}; issuers that are older than it have
	 * OpenID Connect's {@code azp}.
	 */
	private static @Nullable String clientId(Jwt token) {
		@Nullable String clientId = token.getClaimAsString("client_id");
		return (clientId != null) ? clientId : token.getClaimAsString("azp");
	}

}
