package io.tagapi.server.tag;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tagapi.server.customer.CustomerId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Remembers pages of tags, together with the state of the customer's data. Whether a page
 * still holds is asked of the database, by that state, so servers cannot disagree.
 */
@Component
class TagPages {

	/**
	 * A version that a restored or replaced database has again is not trusted for long.
	 */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	/** About 40 MB, together with how they are written, where tags are described. */
	private static final int MAX_TAGS = 20_000;

	private final Cache<Key, TagList> pages = Caffeine.newBuilder()
		.expireAfterWrite(LONGEST)
		.maximumWeight(MAX_TAGS)
		.weigher((Key key, TagList page) -> page.tags().size() + 1)
		.executor(Runnable::run)
		.build();

	/** Returns nothing if the page has changed since, or is not known. */
	@Nullable TagList get(CustomerId customer, TagSelection selection, PageRequest request, @Nullable String state) {
		@Nullable TagList page = this.pages.getIfPresent(new Key(customer.value(), selection, request));
		return (page != null && state != null && state.equals(page.state())) ? page : null;
	}

	/** Of a customer without data there is no state to compare. */
	void put(CustomerId customer, TagSelection selection, PageRequest request, TagList page) {
		if (page.state() != null) {
			this.pages.put(new Key(customer.value(), selection, request), page);
		}
	}

	private record Key(String customerId, TagSelection selection, PageRequest request) {
	}

}
