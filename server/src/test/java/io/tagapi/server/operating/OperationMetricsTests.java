package io.tagapi.server.operating;

import java.util.Collection;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class OperationMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final OperationMetrics metrics = new OperationMetrics(this.registry, "/tag/v1");

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/tag/v1/tags");

	@Test
	void requestIsCountedWithItsStatus() throws Exception {
		filter((served, response) -> reject(response));

		assertThat(requests()).singleElement().satisfies(OperationMetricsTests::isOneRejection);
	}

	/** As one whose customer has too many under way. */
	@Test
	void requestThatWaitsWithoutAThreadIsCountedOnceWhenItHasEnded() throws Exception {
		this.request.setAsyncSupported(true);

		filter((served, response) -> served.startAsync());
		assertThat(requests()).isEmpty();

		this.request.setAsyncStarted(false);
		this.request.setDispatcherType(DispatcherType.ASYNC);
		filter((served, response) -> reject(response));
		assertThat(requests()).singleElement().satisfies(OperationMetricsTests::isOneRejection);
	}

	private void filter(FilterChain chain) throws Exception {
		this.request.setServletPath("/tag/v1/tags");
		this.metrics.doFilter(this.request, new MockHttpServletResponse(), chain);
	}

	private static void reject(ServletResponse response) {
		((HttpServletResponse) response).setStatus(429);
	}

	private Collection<Timer> requests() {
		return this.registry.find("tag.api.requests").timers();
	}

	private static void isOneRejection(Timer timer) {
		assertThat(timer.getId().getTag("status")).isEqualTo("429");
		assertThat(timer.count()).isEqualTo(1);
	}

}
