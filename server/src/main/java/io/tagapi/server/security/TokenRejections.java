package io.tagapi.server.security;

import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Counts and logs rejected tokens.
 */
@Component
public class TokenRejections {

	private final RejectionLog log;

	private final MeterRegistry metrics;

	TokenRejections(RejectionLog log, MeterRegistry metrics) {
		this.log = log;
		this.metrics = metrics;
	}

	void rejected(HttpServletRequest request, String reason, String sentence) {
		Counter.builder("tag.api.token.rejections")
			.description("Access tokens that were rejected")
			.tag("reason", reason.toLowerCase(Locale.ROOT))
			.register(this.metrics)
			.increment();
		this.log.log(request, sentence);
	}

	/**
	 * The token of the current request lists no customer, so it is of use for none: the
	 * issuer or a setting is wrong.
	 * @param sentence what is wrong with it
	 */
	public void withoutCustomers(String sentence) {
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
			rejected(request.getRequest(), "CUSTOMERS", sentence);
		}
	}

}
