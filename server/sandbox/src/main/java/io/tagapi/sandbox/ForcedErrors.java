package io.tagapi.sandbox;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.server.contract.Contract;
import io.tagapi.server.contract.Operation;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Responds to an operation with the error that the request prefers, so that people can
 * see how their client takes it. It comes after the security filters, and before the
 * request is read: the token has to be right, and nothing else.
 */
@Component
class ForcedErrors implements HandlerInterceptor, WebMvcConfigurer {

	private static final String PREFER = "Prefer";

	/**
	 * RFC 7240, section 2; of a preference that is there twice, the first one counts.
	 * Mock servers take an HTTP status in {@code code} and reject anything else, so that
	 * {@code error} is the name by which a contract and its mock can share a request.
	 */
	private static final Pattern ERROR = Pattern
		.compile("(?:^|,)\\s*(error|code)\\s*=\\s*(\"?)([0-9]+)\\2\\s*(?:[;,]|$)", Pattern.CASE_INSENSITIVE);

	private final String basePath;

	ForcedErrors(@Value("${tag-api.base-path}") String basePath) {
		this.basePath = basePath;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns(this.basePath + "/**");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method) {
			preference(request).ifPresent((preference) -> Contract.operation(method.getMethod().getName())
				.ifPresent((operation) -> documentedError(operation, preference.value())
					.ifPresent((error) -> respond(response, preference, error, operation))));
		}
		return true;
	}

	private static Optional<Preference> preference(HttpServletRequest request) {
		List<String> lines = Collections.list(request.getHeaders(PREFER));
		Matcher matcher = ERROR.matcher(String.join(", ", lines));
		return matcher.find() ? Optional.of(new Preference(matcher.group(1), matcher.group(3))) : Optional.empty();
	}

	/** The error with this code, or the first one with this status. */
	private static Optional<ErrorCode> documentedError(Operation operation, String codeOrStatus) {
		return Stream.of(ErrorCode.values())
			.filter((error) -> error.code().equals(codeOrStatus)
					|| String.valueOf(error.status().value()).equals(codeOrStatus))
			.filter((error) -> operation.statuses().contains(String.valueOf(error.status().value())))
			.findFirst();
	}

	private static void respond(HttpServletResponse response, Preference preference, ErrorCode error,
			Operation operation) {
		response.addHeader("Preference-Applied", preference.name().toLowerCase(Locale.ROOT) + "=" + preference.value());
		if (error == ErrorCode.AUTHORIZATION_FAIL) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
		}
		if (error == ErrorCode.METHOD_NOT_ALLOWED) {
			response.setHeader(HttpHeaders.ALLOW, methods(operation.path()));
		}
		throw new ApiException(error, "requested by the Prefer header");
	}

	private static String methods(String path) {
		return Contract.operations()
			.stream()
			.filter((operation) -> operation.path().equals(path))
			.map(Operation::method)
			.sorted()
			.collect(Collectors.joining(", "));
	}

	/**
	 * The preference of a client.
	 *
	 * @param name {@code error} or {@code code}
	 * @param value the code of an error, or an HTTP status
	 */
	private record Preference(String name, String value) {
	}

}
