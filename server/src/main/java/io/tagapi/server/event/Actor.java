package io.tagapi.server.event;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.tagapi.server.http.response.InboundId;
import io.tagapi.server.http.response.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The actor of a change: the client and the user of the request that this thread handles,
 * and what the request is known by.
 *
 * @param clientId the client that the access token was issued to
 * @param subject whom the token is about: a person or, if there is none, the client
 * @param requestId the id of the request, or of the change if there is no request
 * @param clientRequestId the id that the client or a proxy gave to the request
 * @param traceId the trace that the request said it belongs to
 */
record Actor(@Nullable String clientId, @Nullable String subject, String requestId, @Nullable String clientRequestId,
		@Nullable String traceId) {

	/**
	 * RFC 9068 names the claim {@code client_id}; older issuers have OpenID Connect's
	 * {@code azp}, Okta {@code cid}, and Entra ID {@code appid}.
	 */
	private static final List<String> CLIENT_CLAIMS = List.of("client_id", "azp", "cid", "appid");

	static Actor current() {
		@Nullable Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		@Nullable Jwt token = (authentication != null && authentication.getPrincipal() instanceof Jwt jwt) ? jwt : null;
		@Nullable String clientId = (token != null) ? clientId(token) : null;
		@Nullable String subject = (token != null) ? token.getSubject() : null;
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			HttpServletRequest request = attributes.getRequest();
			return new Actor(clientId, subject, RequestId.of(request), InboundId.CLIENT_REQUEST_ID.of(request),
					InboundId.TRACE_ID.of(request));
		}
		return new Actor(clientId, subject, UUID.randomUUID().toString(), null, null);
	}

	private static @Nullable String clientId(Jwt token) {
		return CLIENT_CLAIMS.stream().map(token::getClaimAsString).filter(Objects::nonNull).findFirst().orElse(null);
	}

}
