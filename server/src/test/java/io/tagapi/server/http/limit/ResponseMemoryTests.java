package io.tagapi.server.http.limit;

import io.tagapi.server.http.error.ApiException;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ResponseMemoryTests {

	private static final int PAGE = 1_000_000;

	private final LimitRejections rejections = new LimitRejections();

	private final MemoryPool pool = new MemoryPool(8L * PAGE);

	private final ResponseMemory memory = new ResponseMemory(this.pool, this.rejections);

	@Test
	void oneCustomerCannotTakeTheMemoryOfOthers() {
		take("acme", 2 * PAGE);
		take("acme", 2 * PAGE);
		expectRejected("acme");

		take("demo", PAGE);

		assertThat(this.pool.held()).isEqualTo(5 * PAGE);
		assertThat(this.rejections.of(LimitRejections.Limit.RESPONSES)).isEqualTo(1);
	}

	@Test
	void allCustomersTogetherAreBounded() {
		MockHttpServletRequest first = take("acme", 4 * PAGE);
		take("demo", 2 * PAGE);
		take("third", PAGE);
		expectRejected("another");

		this.memory.give(first);

		take("another", PAGE);
	}

	@Test
	void smallResponsesAreNotCounted() {
		for (int i = 0; i < 1000; i++) {
			take("acme", ResponseMemory.SMALLEST - 1);
		}

		assertThat(this.pool.held()).isZero();
	}

	@Test
	void pagesOf100KilobytesForAllRequestsOfACustomerFit() {
		ResponseMemory ofSmallHeap = new ResponseMemory(new MemoryPool(32_000_000), this.rejections);

		for (int i = 0; i < 50; i++) {
			ofSmallHeap.take(new MockHttpServletRequest("GET", "/"), "acme", 100_000);
		}
	}

	@Test
	void responseThatIsLargerThanACustomerMayHoldIsSentAlone() {
		MockHttpServletRequest request = take("acme", 5 * PAGE);
		expectRejected("acme");
		assertThat(this.pool.held()).isEqualTo(4 * PAGE);

		this.memory.give(request);

		take("acme", 5 * PAGE);
	}

	@Test
	void memoryIsGivenBackOnce() {
		MockHttpServletRequest request = take("acme", PAGE);
		take("acme", PAGE);

		this.memory.give(request);
		this.memory.give(request);
		this.memory.give(new MockHttpServletRequest());

		assertThat(this.pool.held()).isEqualTo(PAGE);
	}

	@Test
	void responsesOfChangesAreNotRejectedAndLeaveTheMemoryOfOthers() {
		for (int i = 0; i < 50; i++) {
			this.memory.take(new MockHttpServletRequest("POST", "/"), "acme", PAGE);
		}

		assertThat(this.pool.held()).isEqualTo(4 * PAGE);
		take("demo", 2 * PAGE);
	}

	@Test
	void responseThatMayBeLargeIsRejectedBeforeTheWork() {
		MockHttpServletRequest first = reserve("acme", 3 * PAGE);

		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> reserve("acme", 2 * PAGE));
		reserve("demo", PAGE);

		this.memory.give(first);
		reserve("acme", 3 * PAGE);
	}

	@Test
	void responseKeepsWhatItNeedsOfItsReservation() {
		MockHttpServletRequest request = reserve("acme", 3 * PAGE);

		this.memory.take(request, "acme", PAGE);
		assertThat(this.pool.held()).isEqualTo(PAGE);

		this.memory.give(request);
		assertThat(this.pool.held()).isZero();
	}

	@Test
	void smallResponseKeepsNothingOfItsReservation() {
		this.memory.take(reserve("acme", PAGE), "acme", ResponseMemory.SMALLEST - 1);

		assertThat(this.pool.held()).isZero();
	}

	@Test
	void largestResponseHasRoomWhenItsCustomerHoldsNothing() {
		MockHttpServletRequest request = reserve("acme", 50 * PAGE);

		this.memory.take(request, "acme", 20 * PAGE);

		assertThat(this.pool.held()).isEqualTo(4 * PAGE);
		take("demo", 2 * PAGE);
	}

	private MockHttpServletRequest reserve(String customerId, int bytes) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
		this.memory.reserve(request, customerId, bytes);
		return request;
	}

	private MockHttpServletRequest take(String customerId, int bytes) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		this.memory.take(request, customerId, bytes);
		return request;
	}

	private void expectRejected(String customerId) {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> take(customerId, PAGE))
			.withMessage("Too many requests were sent in a short time: too many large responses are being sent; "
					+ "read them faster, or fewer at a time");
	}

}
