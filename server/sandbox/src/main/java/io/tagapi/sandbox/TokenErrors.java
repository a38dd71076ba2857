package io.tagapi.sandbox;

import java.io.IOException;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.error.ErrorResponseWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Responds to failed token requests with the error object, like every other path. The
 * error code of RFC 6749, section 5.2, is in the detail.
 */
class TokenErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {

	private static final String PARAMETER = "OAuth 2.0 Parameter: ";

	private final ErrorResponseWriter errors;

	TokenErrors(ErrorResponseWriter errors) {
		this.errors = errors;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		refuseClient(request, response, "client_id and client_secret are required");
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		OAuth2Error error = (failure instanceof OAuth2AuthenticationException exception) ? exception.getError()
				: new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR);
		switch (error.getErrorCode()) {
			case OAuth2ErrorCodes.INVALID_CLIENT ->
				refuseClient(request, response, "invalid_client: client_id or client_secret is wrong");
			case OAuth2ErrorCodes.SERVER_ERROR -> this.errors.send(request, response, failure);
			default -> this.errors.send(request, response, badRequest(request, error));
		}
	}

	private void refuseClient(HttpServletRequest request, HttpServletResponse response, String specifics)
			throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"tag-api\"");
		this.errors.send(request, response, new ApiException(ErrorCode.AUTHORIZATION_FAIL, specifics));
	}

	private static ApiException badRequest(HttpServletRequest request, OAuth2Error error) {
		@Nullable String description = error.getDescription();
		if (description == null || !description.startsWith(PARAMETER)) {
			return ApiException.invalid(error.getErrorCode());
		}
		String parameter = description.substring(PARAMETER.length());
		return (request.getParameter(parameter) == null) ? ApiException.missing(parameter + " is required")
				: ApiException.invalid(error.getErrorCode() + ": " + parameter);
	}

}
