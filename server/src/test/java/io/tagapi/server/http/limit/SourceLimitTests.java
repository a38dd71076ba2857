package io.tagapi.server.http.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

/**
 * Documents and forms for anybody, of a server with 80 threads: ten of each kind at a
 * time, five for one source.
 */
class SourceLimitTests {

	private static final int SLOTS = 10;

	private static final String SOURCE = "192.0.2.1";

	@Test
	void sourceHasHalfOfTheSlotsAndLeavesTheOthers() throws Exception {
		assertThat(isServedBeside(SLOTS / 2 - 1, "GET", SOURCE, "GET", SOURCE)).isTrue();
		assertThat(isServedBeside(SLOTS / 2, "GET", SOURCE, "GET", SOURCE)).isFalse();
		assertThat(isServedBeside(SLOTS / 2, "GET", SOURCE, "GET", "192.0.2.2")).isTrue();
	}

	@Test
	void documentsTakeNoSlotOfForms() throws Exception {
		assertThat(isServedBeside(SLOTS / 2, "GET", SOURCE, "POST", SOURCE)).isTrue();
		assertThat(isServedBeside(SLOTS / 2, "POST", SOURCE, "POST", SOURCE)).isFalse();
	}

	@Test
	void networkOfVersion6IsOneSource() throws Exception {
		assertThat(isServedBeside(SLOTS / 2, "GET", "2001:db8:0:1::1", "GET", "2001:db8:0:1:ffff::2")).isFalse();
		assertThat(isServedBeside(SLOTS / 2, "GET", "2001:db8:0:1::1", "GET", "2001:db8:0:2::1")).isTrue();
	}

	@Test
	void manySourcesHaveAllSlotsAtMost() throws Exception {
		SourceLimit limit = limit();
		FilterChain chain = (request, response) -> assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> limit.doFilter(request("GET", "203.0.113.1"), response, (any, none) -> {
			}))
			.withMessageEndingWith("the server has as many requests under way as it can take");
		for (int i = 0; i < SLOTS; i++) {
			chain = during(limit, request("GET", "192.0.2." + i), chain);
		}
		chain.doFilter(request("GET", SOURCE), new MockHttpServletResponse());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/liveness", "/livez", "/readyz" })
	void healthTakesNoSlot(String path) throws Exception {
		SourceLimit limit = limit();
		AtomicBoolean isServed = new AtomicBoolean();
		FilterChain chain = during(limit, request("GET", path, SOURCE), (request, response) -> isServed.set(true));
		for (int i = 0; i < SLOTS / 2; i++) {
			chain = during(limit, request("GET", SOURCE), chain);
		}
		chain.doFilter(request("GET", SOURCE), new MockHttpServletResponse());
		assertThat(isServed).isTrue();
	}

	/** Filters behind it that are for the first dispatch have not seen it yet. */
	@Test
	void requestThatHasWaitedBeginsForWhatFollows() throws Exception {
		SourceLimit limit = limit();
		MockHttpServletRequest waiting = request("GET", SOURCE);
		FilterChain chain = during(limit, waiting, (request, response) -> fail("it has to wait"));
		for (int i = 0; i < SLOTS / 2; i++) {
			chain = during(limit, request("GET", SOURCE), chain);
		}
		chain.doFilter(request("GET", SOURCE), new MockHttpServletResponse());

		waiting.setDispatcherType(DispatcherType.ASYNC);
		List<DispatcherType> seen = new ArrayList<>();
		limit.doFilter(waiting, new MockHttpServletResponse(),
				(request, response) -> seen.add(request.getDispatcherType()));
		assertThat(seen).containsExactly(DispatcherType.REQUEST);
	}

	/** Sends requests, and another one while they are served. */
	private static boolean isServedBeside(int count, String method, String source, String otherMethod, String other)
			throws Exception {
		SourceLimit limit = limit();
		AtomicBoolean isServed = new AtomicBoolean();
		FilterChain chain = during(limit, request(otherMethod, other), (request, response) -> isServed.set(true));
		for (int i = 0; i < count; i++) {
			chain = during(limit, request(method, source), chain);
		}
		chain.doFilter(request(method, source), new MockHttpServletResponse());
		return isServed.get();
	}

	private static SourceLimit limit() {
		return new SourceLimit(new HealthPaths("/actuator", Set.of("/livez", "/readyz")),
				new OperationPaths("/tag/v1", List.of()), new RequestQueues(),
				new LimitProperties(DataSize.ofMegabytes(1), 8 * SLOTS, 1, Duration.ofSeconds(1)),
				new LimitRejections());
	}

	private static FilterChain during(SourceLimit limit, MockHttpServletRequest request, FilterChain chain) {
		return (any, response) -> limit.doFilter(request, new MockHttpServletResponse(), chain);
	}

	private static MockHttpServletRequest request(String method, String source) {
		return request(method, "/a", source);
	}

	private static MockHttpServletRequest request(String method, String path, String source) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, path);
		request.setServletPath(path);
		request.setRemoteAddr(source);
		request.setAsyncSupported(true);
		return request;
	}

}
