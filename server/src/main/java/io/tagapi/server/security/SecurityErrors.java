package io.tagapi.server.security;

import java.io.IOException;
import java.util.stream.Collectors;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.error.ErrorResponseWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers requests that the security filters refuse, with the challenges of RFC 6750,
 * section 3.
 */
@Component
class SecurityErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final String EXPIRED = "Jwt expired";

	private final ErrorResponseWriter errors;

	SecurityErrors(ErrorResponseWriter errors) {
		this.errors = errors;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		boolean tokenRefused = failure instanceof OAuth2AuthenticationException;
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				tokenRefused
						? "Bearer error=\"" + (isMalformedRequest(failure) ? "invalid_request" : "invalid_token") + "\""
						: "Bearer");
		this.errors.send(request, response,
				new ApiException(ErrorCode.AUTHORIZATION_FAIL, tokenRefused ? reason(failure) : null));
	}

	private static boolean isMalformedRequest(AuthenticationException failure) {
		return failure instanceof OAuth2AuthenticationException exception
				&& OAuth2ErrorCodes.INVALID_REQUEST.equals(exception.getError().getErrorCode());
	}

	private static @Nullable String reason(AuthenticationException failure) {
		if (failure.getCause() instanceof JwtValidationException refused) {
			return refused.getErrors()
				.stream()
				.map(OAuth2Error::getDescription)
				.map((text) -> text.startsWith(EXPIRED) ? "the access token has expired" : text)
				.distinct()
				.collect(Collectors.joining("; "));
		}
		if (isMalformedRequest(failure)) {
			return failure.getMessage();
		}
		return "the access token is malformed, or its signature is not that of the trusted issuer";
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
			throws IOException {
		@Nullable String specifics = null;
		if (failure instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof ScopeAuthorization.ScopeMissing missing) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
			specifics = "the access token needs the scope " + missing.scopes();
		}
		this.errors.send(request, response, new ApiException(ErrorCode.FORBIDDEN_ACCESS, specifics));
	}

}
