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

	private static final int MAX = 2;

	private static final LimitProperties LIMITS = new LimitProperties(DataSize.ofMegabytes(1), 200, MAX,
			Duration.ofSeconds(1));

	@Test
	void requestsForCustomersOfOthersCountForTheirActor() throws Exception {
		assertThat(isWorkedOnBesideOthersFor("demo", "demo")).isFalse();
		assertThat(isWorkedOnBesideOthersFor("demo", "other")).isFalse();
		assertThat(isWorkedOnBesideOthersFor(null, "demo")).isFalse();
		assertThat(isWorkedOnBesideOthersFor("demo", "acme")).isTrue();
	}

	@Test
	void requestsForOwnCustomersCountForThese() throws Exception {
		assertThat(isWorkedOnBesideOthersFor("acme", "acme")).isFalse();
		assertThat(isWorkedOnBesideOthersFor("acme", "demo")).isTrue();
	}

	/** Sends as many requests as may be worked on, and another one meanwhile. */
	private static boolean isWorkedOnBesideOthersFor(@Nullable String customerId, String other) throws Exception {
		CustomerLimit limit = new CustomerLimit(new CustomerQueues(LIMITS),
				(request) -> Optional.ofNullable(request.getParameter("customerId")).filter("acme"::equals), LIMITS,
				new OperationPaths("/tag/v1", List.of()));
		AtomicBoolean isWorkedOn = new AtomicBoolean();
		FilterChain chain = (request, response) -> isWorkedOn.set(true);
		chain = during(limit, request(other), chain);
		for (int i = 0; i < MAX; i++) {
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
			request.setParameter("customerId", customerId);
		}
		return request;
	}

}
