package io.tagapi.server.http;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tagapi.server.http.error.ErrorResponseWriter;
import io.tagapi.server.http.response.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives the request its id, and maps what the filters below throw. Ids that came with the
 * request are kept beside it in the log, if they are well-formed: nobody can forge a
 * line.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestIdFilter extends OncePerRequestFilter {

	/** The second is that of W3C Trace Context. */
	private static final List<Inbound> INBOUND = List.of(
			new Inbound(RequestId.HEADER, "clientRequestId", Pattern.compile("([A-Za-z0-9._:/+=-]{1,128})")),
			new Inbound("traceparent", "traceId",
					Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")));

	private final ErrorResponseWriter errors;

	RequestIdFilter(ErrorResponseWriter errors) {
		this.errors = errors;
	}

	/** A request goes on in another thread once its body has been received. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String id = RequestId.of(request);
		response.setHeader(RequestId.HEADER, id);
		try (MDC.MDCCloseable _ = MDC.putCloseable("requestId", id)) {
			INBOUND.forEach((inbound) -> inbound.putInto(request));
			chain.doFilter(request, response);
		}
		catch (RuntimeException ex) {
			this.errors.send(request, response, ex);
		}
		finally {
			INBOUND.forEach((inbound) -> MDC.remove(inbound.key()));
		}
	}

	/**
	 * An id that the client or a proxy has given to the request.
	 *
	 * @param header the header with it
	 * @param key its name in the log
	 * @param form what it has to look like; the first group is what is kept
	 */
	private record Inbound(String header, String key, Pattern form) {

		void putInto(HttpServletRequest request) {
			@Nullable String value = request.getHeader(this.header);
			if (value != null) {
				Matcher matcher = this.form.matcher(value);
				if (matcher.matches()) {
					MDC.put(this.key, matcher.group(1));
				}
			}
		}

	}

}
