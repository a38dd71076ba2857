package io.tagapi.server.http.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.FilterChain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actor mallory may act for the customer acme only.
 */
class CustomerLimitTests {

	private static final String LARGE = ", large";

	private static final int MAX = 20;

	private static final LimitProperties LIMITS = new LimitProperties(DataSize.ofMegabytes(1), 200, MAX,
			Duration.ofSeconds(1));

	@Test
	void requestsForCustomersOfOthersCountForTheirActor() throws Exception {
		assertThat(isWorkedOnBeside(MAX / 2, "demo", "demo")).isFalse();
		assertThat(isWorkedOnBeside(MAX / 2, "demo", "other")).isFalse();
		assertThat(isWorkedOnBeside(MAX / 2, null, "demo")).isFalse();
		assertThat(isWorkedOnBeside(MAX / 2, "demo", "acme")).isTrue();
	}

	@Test
	void requestsForOwnCustomersCountForThese() throws Exception {
		assertThat(isWorkedOnBeside(MAX, "acme", "acme")).isFalse();
		assertThat(isWorkedOnBeside(MAX, "acme", "demo")).isTrue();
	}

	@Test
	void actorHasHalfAsManyForCustomersOfOthers() throws Exception {
		assertThat(isWorkedOnBeside(MAX / 2, "demo", "demo")).isFalse();
		assertThat(isWorkedOnBeside(MAX / 2 - 1, "demo", "demo")).isTrue();
	}

	@Test
	void largeRequestsHaveATenthAndDoNotCountAmongTheOthers() throws Exception {
		assertThat(isWorkedOnBeside(MAX / 10, "acme, large", "acme, large")).isFalse();
		assertThat(isWorkedOnBeside(MAX / 10 - 1, "acme, large", "acme, large")).isTrue();
		assertThat(isWorkedOnBeside(MAX / 10, "acme, large", "acme")).isTrue();
		assertThat(isWorkedOnBeside(MAX / 10, "demo, large", "other, large")).isFalse();
	}

	/** Sends requests, and another one while they are worked on. */
	private static boolean isWorkedOnBeside(int count, @Nullable String customerId, String other) throws Exception {
		CustomerLimit limit = new CustomerLimit(new CustomerQueues(),
				(request) -> Optional.ofNullable(request.getParameter("customerId")).filter("acme"::equals), LIMITS,
				new OperationPaths("/tag/v1", List.of()));
		AtomicBoolean isWorkedOn = new AtomicBoolean();
		FilterChain chain = (request, response) -> isWorkedOn.set(true);
		chain = during(limit, request(other), chain);
		for (int i = 0; i < count; i++) {
			chain = during(limit, request(customerId), chain);
		}
		chain.doFilter(request(null), new MockHttpServletResponse());
		return isWorkedOn.get();
	}

	private static FilterChain during(CustomerLimit limit, MockHttpServletRequest request, FilterChain chain) {
		return (any, response) -> limit.doFilter(request, new MockHttpServletResponse(), chain);
	}

	private static MockHttpServletRequest request(@Nullable String customerId) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/tag/v1/tags");
		request.setAsyncSupported(true);
		request.setRemoteUser("mallory");
		if (customerId != null) {
			request.setParameter("customerId", customerId.replace(LARGE, ""));
			LargeRequest.mark(request, customerId.endsWith(LARGE) ? 16_000 : 15_999);
		}
		return request;
	}

}
