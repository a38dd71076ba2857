package io.tagapi.server.tag;

import java.util.stream.IntStream;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.CustomerVersion;
import io.tagapi.server.customer.Customers;
import io.tagapi.server.http.response.WrittenJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client can ask for as many pages without a tag as it can make up texts and positions.
 */
class TagPageCacheTests {

	private static final int MAX_BYTES = 4_000_000;

	private static final int PAGES = 6_000;

	private static final CustomerId CUSTOMER = Customers.ofOperator("demo");

	private static final CustomerVersion VERSION = new CustomerVersion(1, 1);

	private final TagPageCache cache = new TagPageCache(MAX_BYTES);

	@Test
	void pageIsKept() {
		put(selection("floor"), PageRequest.numbered(0, 25));

		assertThat(isKept(selection("floor"), PageRequest.numbered(0, 25))).isTrue();
		assertThat(isKept(selection("floor"), PageRequest.numbered(1, 25))).isFalse();
	}

	@Test
	void emptyPagesAreBoundedByWhatTheyTake() {
		IntStream.range(0, PAGES).forEach((i) -> put(selection(null), PageRequest.numbered(i, 25)));

		assertThat(IntStream.range(0, PAGES).filter((i) -> isKept(selection(null), PageRequest.numbered(i, 25))))
			.hasSizeBetween(1, MAX_BYTES / 700);
	}

	@Test
	void textsCountToo() {
		String text = "x".repeat(1_000);

		IntStream.range(0, PAGES).forEach((i) -> put(selection(text + i), PageRequest.numbered(0, 25)));

		assertThat(IntStream.range(0, PAGES).filter((i) -> isKept(selection(text + i), PageRequest.numbered(0, 25))))
			.hasSizeBetween(1, MAX_BYTES / 2_700);
	}

	@Test
	void positionsCountToo() {
		String position = "x".repeat(1_000);

		IntStream.range(0, PAGES).forEach((i) -> put(selection(null), after(position + i)));

		assertThat(IntStream.range(0, PAGES).filter((i) -> isKept(selection(null), after(position + i))))
			.hasSizeBetween(1, MAX_BYTES / 2_700);
	}

	@Test
	void jsonCountsToo() {
		IntStream.range(0, 300).forEach((i) -> put(selection(null), PageRequest.numbered(i, 25), 100_000));

		assertThat(IntStream.range(0, 300).filter((i) -> isKept(selection(null), PageRequest.numbered(i, 25))))
			.hasSizeBetween(1, MAX_BYTES / 100_700);
	}

	private static TagSelection selection(@Nullable String text) {
		return new TagSelection(text, TagOrder.DEFAULT);
	}

	private static PageRequest after(String position) {
		return PageRequest.after(new Cursor("", position), 25);
	}

	private void put(TagSelection selection, PageRequest request) {
		put(selection, request, 0);
	}

	private void put(TagSelection selection, PageRequest request, int json) {
		this.cache.put(CUSTOMER, selection, request, new WrittenPage(VERSION, new WrittenJson(new byte[json])));
	}

	private boolean isKept(TagSelection selection, PageRequest request) {
		return this.cache.get(CUSTOMER, selection, request) != null;
	}

}
