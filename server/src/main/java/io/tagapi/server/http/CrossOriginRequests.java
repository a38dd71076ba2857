package io.tagapi.server.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.tagapi.server.deployment.Settings;
import io.tagapi.server.http.response.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of other origins use this server from a browser: those of a setting, and all
 * for the contract. It comes before all that may reject a request, so that such a page
 * sees why. For other origins it does nothing, so that the browser keeps the response
 * from the page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class CrossOriginRequests extends OncePerRequestFilter {

	private static final Set<String> CONTRACT = Set.of("/openapi.yaml", "/openapi.json");

	/** A scheme, the longest name of a host and a port. The response repeats it. */
	private static final int MAX_ORIGIN = 300;

	/** The names of all headers that the API has, several times. So it repeats these. */
	private static final int MAX_HEADERS = 1000;

	private static final List<String> EXPOSED = List.of(HttpHeaders.ALLOW, HttpHeaders.ETAG, HttpHeaders.LOCATION,
			HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE, RequestId.HEADER, "Idempotency-Replayed",
			"Preference-Applied");

	private final CorsProcessor processor = new DefaultCorsProcessor();

	private final CorsConfiguration ofSetting;

	private final CorsConfiguration ofAll = configuration(List.of("*"));

	CrossOriginRequests(Settings settings) {
		this.ofSetting = configuration(settings.cors().allowedOrigins());
	}

	/** No cookies: clients send access tokens themselves. */
	private static CorsConfiguration configuration(List<String> origins) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOriginPatterns(origins);
		configuration.setAllowedMethods(List.of("*"));
		configuration.setAllowedHeaders(List.of("*"));
		configuration.setExposedHeaders(EXPOSED);
		configuration.setAllowCredentials(false);
		configuration.setMaxAge(Duration.ofHours(1));
		return configuration;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.ORIGIN) == null;
	}

	private static int requestedHeaders(HttpServletRequest request) {
		return Collections.list(request.getHeaders(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS))
			.stream()
			.mapToInt(String::length)
			.sum();
	}

	/** Spring would respond with 403, and no error object. */
	private static boolean isMalformed(HttpServletRequest request) {
		try {
			CorsUtils.isCorsRequest(request);
			return false;
		}
		catch (IllegalArgumentException ex) {
			return true;
		}
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		CorsConfiguration configuration = CONTRACT.contains(request.getServletPath()) ? this.ofAll : this.ofSetting;
		String origin = String.valueOf(request.getHeader(HttpHeaders.ORIGIN));
		if (origin.length() > MAX_ORIGIN || requestedHeaders(request) > MAX_HEADERS || isMalformed(request)
				|| configuration.checkOrigin(origin) == null) {
			response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
			chain.doFilter(request, response);
		}
		else if (this.processor.processRequest(configuration, request, response)
				&& !CorsUtils.isPreFlightRequest(request)) {
			chain.doFilter(request, response);
		}
	}

}
