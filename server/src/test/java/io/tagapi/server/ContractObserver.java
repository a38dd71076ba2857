package io.tagapi.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import io.tagapi.server.documents.Contract;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Compares every exchange with the contract: each answer has to be one that the contract
 * documents, and each request that the server accepts has to be one that the contract
 * allows.
 *
 * <p>
 * Two kinds of answers belong to no operation, so they are compared with what all
 * operations document alike: 405, for a method that the path does not have, and 404, for
 * a path that the contract does not have.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ContractObserver extends OncePerRequestFilter {

	private static final String BASE_PATH = "/tag/v1";

	private final OpenApiInteractionValidator contract = OpenApiInteractionValidator
		.createForInlineApiSpecification(new String(Contract.bytes(), StandardCharsets.UTF_8))
		.withBasePathOverride(BASE_PATH)
		.withLevelResolver(LevelResolver.create()
			// The tokens are the server's business, and stand in no contract.
			.withLevel("validation.request.security", ValidationReport.Level.IGNORE)
			.build())
		.build();

	private final List<String> differences = new ArrayList<>();

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getRequestURI().startsWith(BASE_PATH + "/");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ContentCachingRequestWrapper cachedRequest = new ContentCachingRequestWrapper(request, 2 * 1024 * 1024);
		ContentCachingResponseWrapper cachedResponse = new ContentCachingResponseWrapper(response);
		chain.doFilter(cachedRequest, cachedResponse);
		if (!request.getMethod().equals("HEAD")) {
			observe(cachedRequest, cachedResponse);
		}
		cachedResponse.copyBodyToResponse();
	}

	private void observe(ContentCachingRequestWrapper request, ContentCachingResponseWrapper response) {
		String path = request.getRequestURI();
		Method method = method(request);
		int status = response.getStatus();
		if (status == 405 || (status >= 400 && isUnknown(path, method))) {
			path = BASE_PATH + "/tags";
			method = Method.GET;
		}
		ValidationReport report = this.contract.validateResponse(path, method, answer(response));
		if (status < 300) {
			report = report.merge(this.contract.validateRequest(question(request, path, method)));
		}
		synchronized (this) {
			if (report.hasErrors()) {
				this.differences.add(request.getMethod() + " " + request.getRequestURI() + " " + status + ": "
						+ report.getMessages());
			}
		}
	}

	/** Methods that the validator has not heard of end as 405. */
	private static Method method(HttpServletRequest request) {
		return Arrays.stream(Method.values())
			.filter((method) -> method.name().equals(request.getMethod()))
			.findFirst()
			.orElse(Method.GET);
	}

	private boolean isUnknown(String path, Method method) {
		return this.contract.validateResponse(path, method, SimpleResponse.Builder.notFound().build())
			.getMessages()
			.stream()
			.anyMatch((message) -> message.getKey().startsWith("validation.request.path.missing")
					|| message.getKey().startsWith("validation.request.operation"));
	}

	private static SimpleResponse answer(ContentCachingResponseWrapper response) {
		SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.getStatus());
		response.getHeaderNames().forEach((name) -> answer.withHeader(name, List.copyOf(response.getHeaders(name))));
		if (response.getContentType() != null) {
			answer.withContentType(response.getContentType()).withBody(response.getContentAsByteArray());
		}
		return answer.build();
	}

	private static SimpleRequest question(ContentCachingRequestWrapper request, String path, Method method) {
		SimpleRequest.Builder question = new SimpleRequest.Builder(method, path);
		request.getParameterMap().forEach((name, values) -> question.withQueryParam(name, List.of(values)));
		if (request.getContentType() != null) {
			question.withContentType(request.getContentType()).withBody(request.getContentAsByteArray());
		}
		return question.build();
	}

	/** What differed since the last call. */
	synchronized List<String> takeDifferences() {
		List<String> taken = List.copyOf(this.differences);
		this.differences.clear();
		return taken;
	}

}
