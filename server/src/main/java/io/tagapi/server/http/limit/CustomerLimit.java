package io.tagapi.server.http.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Rejects a customer's request while that customer has many others under way, so that no
 * customer can take all of the server from the rest. A request counts from the moment in
 * which it is authorized for the customer until the response is written, so a client that
 * reads slowly harms its own customer only.
 */
@Component
public class CustomerLimit implements HandlerInterceptor {

	private static final String COUNTED = CustomerLimit.class.getName();

	private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();

	private final int max;

	CustomerLimit(@Value("${tag-api.max-concurrent-requests-per-customer}") int max) {
		this.max = max;
	}

	/**
	 * Counts the current request.
	 * @param customerId the customer that the request is authorized for
	 * @throws ApiException 429 if the customer has too many requests under way
	 */
	public void count(String customerId) {
		if (this.underWay.merge(customerId, 1, Integer::sum) > this.max) {
			release(customerId);
			throw new ApiException(ErrorCode.TOO_MANY_REQUESTS,
					"the customer has " + this.max + " requests under way, which is as many as it may have");
		}
		RequestContextHolder.currentRequestAttributes()
			.setAttribute(COUNTED, customerId, RequestAttributes.SCOPE_REQUEST);
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		if (request.getAttribute(COUNTED) instanceof String customerId) {
			release(customerId);
		}
	}

	private void release(String customerId) {
		this.underWay.computeIfPresent(customerId, (id, count) -> (count > 1) ? count - 1 : null);
	}

}
