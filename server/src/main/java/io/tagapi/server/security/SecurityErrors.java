package io.tagapi.server.security;

import java.io.IOException;
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
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Responds to requests that the security filters reject, with the challenges of RFC 6750,
 * section 3.
 */
@Component
class SecurityErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

	private final ErrorResponseWriter errors;

	private final TokenRejections rejections;

	SecurityErrors(ErrorResponseWriter errors, TokenRejections rejections) {
		this.errors = errors;
		this.rejections = rejections;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		boolean tokenRefused = failure instanceof OAuth2AuthenticationException;
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				tokenRefused
						? "Bearer error=\"" + (isMalformedRequest(failure) ? "invalid_request" : "invalid_token") + "\""
						: "Bearer");
		@Nullable String reason = tokenRefused ? reason(failure) : null;
		if (reason != null) {
			this.rejections.rejected(request, (failure.getCause() instanceof RejectedTokenException rejected)
					? rejected.reason().name() : "MALFORMED", reason);
		}
		this.errors.send(request, response, new ApiException(ErrorCode.AUTHORIZATION_FAIL, reason));
	}

	private static boolean isMalformedRequest(AuthenticationException failure) {
		return failure instanceof OAuth2AuthenticationException exception
				&& OAuth2ErrorCodes.INVALID_REQUEST.equals(exception.getError().getErrorCode());
	}

	private static @Nullable String reason(AuthenticationException failure) {
		if (failure.getCause() instanceof RejectedTokenException rejected) {
			return rejected.getMessage();
		}
		return isMalformedRequest(failure) ? failure.getMessage() : "the access token is malformed";
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
			throws IOException {
		@Nullable String specifics = null;
		if (failure instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof ScopeAuthorization.ScopeMissing missing) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
			specifics = missing.reason();
			this.rejections.rejected(request, "SCOPE", specifics);
		}
		this.errors.send(request, response, new ApiException(ErrorCode.FORBIDDEN_ACCESS, specifics));
	}

}
