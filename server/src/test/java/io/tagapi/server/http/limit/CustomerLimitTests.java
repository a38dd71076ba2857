package io.tagapi.server.http.limit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The actor mallory may act for the customer acme only.
 */
class CustomerLimitTests {

	private static final String LARGE = ", large";

	private static final int MAX = 20;

	private static final int FEW = 2;

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
		CustomerLimit limit = new CustomerLimit(new RequestQueues(),
				(request) -> Optional.ofNullable(request.getParameter("customerId")).filter("acme"::equals), LIMITS,
				new LimitRejections(), new OperationPaths("/tag/v1", List.of()));
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
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/%74ag/v1/tags");
		request.setServletPath("/tag/v1/tags");
		request.setAsyncSupported(true);
		request.setRemoteUser("mallory");
		if (customerId != null) {
			request.setParameter("customerId", customerId.replace(LARGE, ""));
			LargeRequest.mark(request, customerId.endsWith(LARGE) ? 16_000 : 15_999);
		}
		return request;
	}

	/**
	 * The thread of the request before has taken it from the queue, but has not started
	 * it yet.
	 */
	@Test
	void turnThatComesJustWhenTheTimeIsOverIsPassedOn() throws Exception {
		WaitingRequest waiting = new WaitingRequest();

		assertThat(isWorkedOnAfterOthers(waiting, waiting::timeOut, () -> {
		})).isFalse();
	}

	@Test
	void requestWhoseTimeIsOverJustWhenItHasBeenStartedIsStartedOnce() throws Exception {
		WaitingRequest waiting = new WaitingRequest();

		assertThat(isWorkedOnAfterOthers(waiting, () -> {
		}, waiting::timeOut)).isTrue();
	}

	@Test
	void requestWhoseClientHasLeftHoldsNothing() throws Exception {
		WaitingRequest waiting = new WaitingRequest();

		assertThat(isWorkedOnAfterOthers(waiting, waiting::end, () -> {
		})).isFalse();
	}

	@Test
	void requestWhoseClientLeavesBeforeItIsStartedPassesItsTurnOn() throws Exception {
		WaitingRequest waiting = new WaitingRequest();

		assertThat(isWorkedOnAfterOthers(waiting, () -> {
		}, waiting::end)).isFalse();
	}

	@Test
	void requestThatCannotBeStartedWhenItsTurnHasComeAndItsTimeIsOverPassesItsTurnOn() throws Exception {
		WaitingRequest waiting = new WaitingRequest();
		waiting.isEnded = true;

		assertThat(isWorkedOnAfterOthers(waiting, () -> {
		}, () -> {
			waiting.timeOut();
			waiting.end();
		})).isFalse();
	}

	@Test
	void requestWhoseTurnDoesNotComeInTimeIsRejectedAndCounted() throws Exception {
		LimitRejections rejections = new LimitRejections();
		CustomerLimit limit = limit(new RequestQueues(), rejections);
		WaitingRequest waiting = new WaitingRequest();
		FilterChain chain = (request, response) -> {
			filter(limit, waiting, (any, none) -> {
			});
			waiting.timeOut();
			assertThatExceptionOfType(ApiException.class).isThrownBy(() -> filter(limit, waiting, (any, none) -> {
			})).withMessageEndingWith("the customer has 2 requests under way, which is as many as it may have");
		};

		filter(limit, request("acme"), during(limit, request("acme"), chain));

		assertThat(rejections.of(LimitRejections.Limit.CUSTOMER)).isEqualTo(1);
		assertThat(rejections.of(LimitRejections.Limit.ACTOR)).isZero();
	}

	/**
	 * Ends the requests that another one waits for. Then as many are worked on as may be:
	 * each has given back its place, and none has done so twice.
	 * @param before called when the turn of the request has come, before it is started
	 * @param after called when it has been
	 */
	private static boolean isWorkedOnAfterOthers(WaitingRequest waiting, Runnable before, Runnable after)
			throws Exception {
		CustomerLimit limit = limit(new RequestQueues() {
			@Override
			boolean enqueue(Share share, Runnable start) {
				return super.enqueue(share, () -> {
					before.run();
					start.run();
					after.run();
				});
			}
		}, new LimitRejections());
		FilterChain chain = (request, response) -> filter(limit, waiting, (any, none) -> {
		});
		filter(limit, request("acme"), during(limit, request("acme"), chain));

		AtomicBoolean isWorkedOn = new AtomicBoolean();
		if (waiting.dispatches == 1 && !waiting.isEnded) {
			try {
				filter(limit, waiting, (request, response) -> isWorkedOn.set(true));
			}
			catch (ApiException ex) {
				assertThat(ex).hasMessageContaining("the customer has 2 requests under way");
			}
			waiting.end();
		}
		AtomicInteger workedOn = new AtomicInteger();
		FilterChain others = (request, response) -> workedOn.incrementAndGet();
		for (int i = 0; i < FEW + 1; i++) {
			FilterChain inner = others;
			others = (request, response) -> {
				workedOn.incrementAndGet();
				filter(limit, request("acme"), inner);
			};
		}
		others.doFilter(request("acme"), new MockHttpServletResponse());
		assertThat(workedOn).hasValue(FEW + 1);
		return isWorkedOn.get();
	}

	private static CustomerLimit limit(RequestQueues queues, LimitRejections rejections) {
		return new CustomerLimit(queues, (request) -> Optional.ofNullable(request.getParameter("customerId")),
				new LimitProperties(DataSize.ofMegabytes(1), 200, FEW, Duration.ofSeconds(1)), rejections,
				new OperationPaths("/tag/v1", List.of()));
	}

	private static void filter(CustomerLimit limit, MockHttpServletRequest request, FilterChain chain)
			throws IOException, ServletException {
		limit.doFilter(request, new MockHttpServletResponse(), chain);
	}

	/**
	 * As Tomcat has it, a request is dispatched once. After its time it ends unless a
	 * listener has dispatched it.
	 */
	private static final class WaitingRequest extends MockHttpServletRequest {

		private int dispatches;

		private boolean isEnded;

		private @Nullable MockAsyncContext context;

		WaitingRequest() {
			super("GET", "/tag/v1/tags");
			setServletPath("/tag/v1/tags");
			setAsyncSupported(true);
			setParameter("customerId", "acme");
		}

		@Override
		public AsyncContext startAsync() {
			this.context = new MockAsyncContext(this, null) {
				@Override
				public void dispatch() {
					if (WaitingRequest.this.isEnded || WaitingRequest.this.dispatches > 0) {
						throw new IllegalStateException("The request does not wait");
					}
					WaitingRequest.this.dispatches++;
				}
			};
			return this.context;
		}

		void timeOut() {
			tellListeners(AsyncListener::onTimeout);
			this.isEnded = this.dispatches == 0;
		}

		void end() {
			this.isEnded = true;
			tellListeners(AsyncListener::onComplete);
		}

		private void tellListeners(Notification notification) {
			MockAsyncContext waiting = Objects.requireNonNull(this.context);
			for (AsyncListener listener : waiting.getListeners()) {
				try {
					notification.tell(listener, new AsyncEvent(waiting));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}

	}

	private interface Notification {

		void tell(AsyncListener listener, AsyncEvent event) throws IOException;

	}

}
