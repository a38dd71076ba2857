package io.tagapi.server.event;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.tagapi.server.http.response.RequestId;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The actor of a change: the client and the user of the request that this thread handles.
 *
 * @param clientId the client that the access token was issued to
 * @param subject whom the token is about: a person or, if there is none, the client
 * @param requestId the id of the request, or of the change if there is no request
 */
record Actor(@Nullable String clientId, @Nullable String subject, String requestId) {

	/**
	 * RFC 9068 names the claim {@code client_id}; older issuers have OpenID Connect's
	 * {@code azp}, Okta {@code cid}, and Entra ID {@code appid}.
	 */
	private static final List<String> CLIENT_CLAIMS = List.of("client_id", "azp", "cid", "appid");

	static Actor current() {
		String requestId = (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
				? RequestId.of(request.getRequest()) : UUID.randomUUID().toString();
		@Nullable Authentication actor = SecurityContextHolder.getContext().getAuthentication();
		if (actor != null && actor.getPrincipal() instanceof Jwt token) {
			return new Actor(clientId(token), token.getSubject(), requestId);
		}
		return new Actor(null, null, requestId);
	}

	private static @Nullable String clientId(Jwt token) {
		return CLIENT_CLAIMS.stream().map(token::getClaimAsString).filter(Objects::nonNull).findFirst().orElse(null);
	}

}
