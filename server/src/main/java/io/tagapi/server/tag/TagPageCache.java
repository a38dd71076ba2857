package io.tagapi.server.tag;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.CustomerVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Caches pages of tags, together with the version of the customer's data. Whether a page
 * still holds is asked of the database, by that version, so servers cannot disagree.
 */
@Component
class TagPageCache {

	/** A page that nobody asks for gives its memory to others. */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final int PART_OF_HEAP = 8;

	private final Cache<Key, WrittenPage> pages;

	@Autowired
	TagPageCache() {
		this(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
	}

	TagPageCache(long maxBytes) {
		this.pages = Caffeine.newBuilder()
			.expireAfterWrite(LONGEST)
			.maximumWeight(maxBytes)
			.weigher((Key key, WrittenPage page) -> key.size() + page.size())
			.executor(Runnable::run)
			.build();
	}

	@Nullable WrittenPage get(CustomerId customer, TagSelection selection, PageRequest request) {
		return this.pages.getIfPresent(new Key(customer.value(), selection, request));
	}

	/** There is no page to keep of a customer without data. */
	void put(CustomerId customer, TagSelection selection, PageRequest request, WrittenPage page) {
		if (!page.version().equals(CustomerVersion.NONE)) {
			this.pages.put(new Key(customer.value(), selection, request), page);
		}
	}

	private record Key(String customerId, TagSelection selection, PageRequest request) {

		/**
		 * About how many bytes its texts take: anybody can make up any number of them.
		 */
		int size() {
			@Nullable String text = this.selection.text();
			@Nullable Cursor after = this.request.after();
			return 2 * (((text != null) ? text.length() : 0) + ((after != null) ? after.content().length() : 0));
		}

	}

}
