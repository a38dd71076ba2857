package io.tagapi.server.http.error;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.server.http.response.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.coyote.http11.HeadersTooLargeException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Says which error of the catalog an exception is. What it does not know is a 500 that
 * contains nothing but the request id.
 */
final class ErrorMapper {

	/** Anybody can send a longer one, to any path. */
	private static final int MAX_METHOD = 64;

	/**
	 * What Spring has no exception for: a lock was not free in time, and the database is
	 * read-only, which it is while a standby takes over.
	 */
	private static final Set<String> PASSING_STATES = Set.of("55P03", "25006");

	private ErrorMapper() {
	}

	/** An {@code IOException} that comes here is of the connection to the client. */
	static ApiError map(HttpServletRequest request, Throwable failure) {
		return switch (failure) {
			case ApiException exception -> exception.error();
			case NoResourceFoundException _ -> unknownPath();
			case NoHandlerFoundException _ -> unknownPath();
			case HttpRequestMethodNotSupportedException exception -> methodNotAllowed(exception);
			case HttpMediaTypeNotSupportedException exception -> unsupportedMediaType(exception);
			case HttpMediaTypeNotAcceptableException _ ->
				new ApiError(ErrorCode.NOT_ACCEPTABLE, "accept " + MediaType.APPLICATION_JSON);
			case InvalidMediaTypeException _ -> malformedMediaType();
			case InvalidMimeTypeException _ -> malformedMediaType();
			case RequestRejectedException _ -> new ApiError(ErrorCode.RESOURCE_INVALID_PARAM,
					"the address or a header holds characters that are not allowed there");
			case InvalidParameterException _ ->
				new ApiError(ErrorCode.RESOURCE_INVALID_PARAM, "the query of the address, or the form, is malformed");
			case HeadersTooLargeException _ -> new ApiError(ErrorCode.RESOURCE_INVALID_PARAM,
					"the headers of the response would repeat too much of the request");
			case IOException _ ->
				new ApiError(ErrorCode.RESOURCE_INVALID_PARAM, "the request body could not be read to its end");
			case DataAccessResourceFailureException _ -> unavailable();
			case TransientDataAccessException _ -> unavailable();
			case TransactionException _ -> unavailable();
			case UncategorizedSQLException exception when passes(exception) -> unavailable();
			case AuthenticationServiceException _ -> unavailable();
			case JwtDecoderInitializationException _ -> unavailable();
			default -> new ApiError(ErrorCode.INTERNAL_SERVER_ERROR, "request " + RequestId.of(request));
		};
	}

	private static ApiError malformedMediaType() {
		return new ApiError(ErrorCode.RESOURCE_INVALID_PARAM, "a media type in a header is malformed");
	}

	private static ApiError unknownPath() {
		return new ApiError(ErrorCode.RESOURCE_NOT_FOUND, "there is nothing at this path");
	}

	private static ApiError methodNotAllowed(HttpRequestMethodNotSupportedException exception) {
		List<HttpMethod> allowed = Optional.ofNullable(exception.getSupportedHttpMethods())
			.stream()
			.flatMap(Collection::stream)
			.sorted(Comparator.comparing(HttpMethod::name))
			.toList();
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.ALLOW, names(allowed, ", "));
		String method = exception.getMethod();
		String named = (method.length() > MAX_METHOD) ? method.substring(0, MAX_METHOD) + "…" : method;
		return new ApiError(ErrorCode.METHOD_NOT_ALLOWED, named + "; use " + names(allowed, " or "), headers);
	}

	private static String names(List<HttpMethod> methods, String separator) {
		return methods.stream().map(HttpMethod::name).collect(Collectors.joining(separator));
	}

	private static ApiError unsupportedMediaType(HttpMediaTypeNotSupportedException exception) {
		@Nullable MediaType sent = exception.getContentType();
		return new ApiError(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
				((sent != null) ? sent : "none was given") + "; send " + MediaType.APPLICATION_JSON);
	}

	private static boolean passes(UncategorizedSQLException exception) {
		@Nullable SQLException cause = exception.getSQLException();
		return cause != null && PASSING_STATES.contains(String.valueOf(cause.getSQLState()));
	}

	private static ApiError unavailable() {
		return new ApiError(ErrorCode.SERVICE_UNAVAILABLE, null);
	}

}
