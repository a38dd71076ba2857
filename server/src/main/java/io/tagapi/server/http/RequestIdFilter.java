package io.tagapi.server.http;

import java.io.IOException;

import io.tagapi.server.http.error.ErrorResponseWriter;
import io.tagapi.server.http.response.InboundId;
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
 * request are kept beside it in the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestIdFilter extends OncePerRequestFilter {

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
			for (InboundId inbound : InboundId.values()) {
				@Nullable String value = inbound.of(request);
				if (value != null) {
					MDC.put(inbound.logKey(), value);
				}
			}
			chain.doFilter(request, response);
		}
		catch (RuntimeException ex) {
			this.errors.send(request, response, ex);
		}
		finally {
			for (InboundId inbound : InboundId.values()) {
				MDC.remove(inbound.logKey());
			}
		}
	}

}
