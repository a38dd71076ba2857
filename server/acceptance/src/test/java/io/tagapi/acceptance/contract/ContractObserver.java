package io.tagapi.acceptance.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import com.atlassian.oai.validator.report.ValidationReport.MessageContext;
import io.tagapi.server.contract.Contract;
import io.tagapi.server.http.request.RequestBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Compares every exchange with the contract: each response has to be one that the
 * contract documents, and each request that the server accepts has to be one that the
 * contract allows.
 *
 * <p>
 * Two kinds of responses belong to no operation, so they are compared with what all
 * operations document alike: 405, for a method that the path does not have, and 404, for
 * a path that the contract does not have. And two kinds of requests are accepted although
 * the schema forbids them, which the contract says in words: with {@code atomic=false},
 * malformed device ids are reported one by one, and booleans may be in capitals.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ContractObserver extends OncePerRequestFilter {

	private static final String BASE_PATH = "/tag/v1";

	/** What a malformed text breaks. */
	private static final Set<String> LEFT_OUT = Set.of("validation.request.body.schema.pattern",
			"validation.request.body.schema.minLength", "validation.request.body.schema.maxLength");

	private final OpenApiInteractionValidator contract = OpenApiInteractionValidator
		.createForInlineApiSpecification(new String(Contract.bytes(), StandardCharsets.UTF_8))
		.withBasePathOverride(BASE_PATH)
		.withLevelResolver(LevelResolver.create()
			// The tokens are the server's business, and stand in no contract.
			.withLevel("validation.request.security", ValidationReport.Level.IGNORE)
			.build())
		.build();

	/** The query parameters that are lists. */
	private static final Set<String> LISTS = Set.of("allTags", "anyTags", "noTags");

	private static final Set<String> BOOLEANS = Set.of("atomic", "dryRun", "includeTotal");

	private final List<String> differences = new ArrayList<>();

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getRequestURI().startsWith(BASE_PATH + "/");
	}

	/** A response that had to wait is written in a later dispatch. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ContentCachingResponseWrapper cachedResponse = new ContentCachingResponseWrapper(response);
		chain.doFilter(request, cachedResponse);
		if (!request.isAsyncStarted() && !request.getMethod().equals("HEAD") && !isLeftToTomcat(cachedResponse)) {
			observe(request, cachedResponse);
		}
		cachedResponse.copyBodyToResponse();
	}

	/**
	 * Tomcat closes the response when the request breaks off, and completes it itself.
	 */
	private static boolean isLeftToTomcat(ContentCachingResponseWrapper response) {
		return response.isCommitted() && response.getContentSize() == 0;
	}

	private void observe(HttpServletRequest request, ContentCachingResponseWrapper response) {
		String path = request.getRequestURI();
		Method method = method(request);
		int status = response.getStatus();
		if (status == 405 || (status >= 400 && isUnknown(path, method))) {
			path = BASE_PATH + "/tags";
			method = Method.GET;
		}
		ValidationReport report = this.contract.validateResponse(path, method, copy(response));
		if (status < 300) {
			report = report.merge(this.contract.validateRequest(copy(request, path, method)));
		}
		List<Message> errors = report.getMessages()
			.stream()
			.filter((message) -> message.getLevel() == ValidationReport.Level.ERROR)
			.filter((message) -> !isLeftOut(request, message))
			.toList();
		synchronized (this) {
			if (!errors.isEmpty()) {
				this.differences
					.add(request.getMethod() + " " + request.getRequestURI() + " " + status + ": " + errors);
			}
		}
	}

	/** Whether it is about a device that the call is to leave out if it is malformed. */
	private static boolean isLeftOut(HttpServletRequest request, Message message) {
		return "false".equalsIgnoreCase(request.getParameter("atomic")) && LEFT_OUT.contains(message.getKey())
				&& message.getContext()
					.flatMap(MessageContext::getPointers)
					.filter((pointers) -> pointers.getInstance().startsWith("/deviceIds/"))
					.isPresent();
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

	private static SimpleResponse copy(ContentCachingResponseWrapper response) {
		SimpleResponse.Builder copy = SimpleResponse.Builder.status(response.getStatus());
		response.getHeaderNames().forEach((name) -> copy.withHeader(name, List.copyOf(response.getHeaders(name))));
		if (response.getContentType() != null) {
			copy.withContentType(response.getContentType()).withBody(response.getContentAsByteArray());
		}
		return copy.build();
	}

	private static SimpleRequest copy(HttpServletRequest request, String path, Method method) {
		SimpleRequest.Builder copy = new SimpleRequest.Builder(method, path);
		request.getParameterMap().forEach((name, values) -> {
			List<String> meant = LISTS.contains(name) ? elements(values)
					: BOOLEANS.contains(name) ? inSmallLetters(values) : List.of(values);
			if (!meant.isEmpty()) {
				copy.withQueryParam(name, meant);
			}
		});
		Collections.list(request.getHeaderNames())
			.forEach((name) -> copy.withHeader(name, Collections.list(request.getHeaders(name))));
		RequestBody body = RequestBody.of(request);
		if (request.getContentType() != null && body != null) {
			copy.withContentType(request.getContentType()).withBody(body.toBytes());
		}
		return copy.build();
	}

	/** That commas and repetition mean the same, the contract says in words. */
	private static List<String> elements(String[] values) {
		return Stream.of(String.join(",", values).split(",", -1))
			.map(String::strip)
			.filter((element) -> !element.isEmpty())
			.toList();
	}

	private static List<String> inSmallLetters(String[] values) {
		return Stream.of(values).map((value) -> value.toLowerCase(Locale.ROOT)).toList();
	}

	/** What differed since the last call. */
	public synchronized List<String> takeDifferences() {
		List<String> taken = List.copyOf(this.differences);
		this.differences.clear();
		return taken;
	}

}
