package io.tagapi.client;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

/**
 * Goes from item to item, and requests a page when it is needed.
 *
 * @param <T> the type of the items
 */
final class PageIterator<T> implements Iterator<T> {

	/**
	 * What the iterator needs of a page.
	 *
	 * @param <T> the type of the items
	 * @param items the items in their order
	 * @param searchAfter the cursor to the next page, if there is one
	 */
	record Page<T>(List<T> items, @Nullable String searchAfter) {
	}

	private final Function<@Nullable String, Page<T>> pageAfter;

	private Iterator<T> page = Collections.emptyIterator();

	private @Nullable String searchAfter;

	private boolean isLastPage;

	private PageIterator(@Nullable String searchAfter, Function<@Nullable String, Page<T>> pageAfter) {
		this.searchAfter = searchAfter;
		this.pageAfter = pageAfter;
	}

	/**
	 * A stream that starts after a cursor, or before the first item.
	 * @param pageAfter requests the page after a cursor, or for the first
	 */
	static <T> Stream<T> stream(@Nullable String searchAfter, Function<@Nullable String, Page<T>> pageAfter) {
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new PageIterator<>(searchAfter, pageAfter),
				Spliterator.ORDERED | Spliterator.NONNULL), false);
	}

	@Override
	public boolean hasNext() {
		while (!this.page.hasNext() && !this.isLastPage) {
			Page<T> next = this.pageAfter.apply(this.searchAfter);
			this.page = next.items().iterator();
			this.searchAfter = next.searchAfter();
			this.isLastPage = (this.searchAfter == null);
		}
		return this.page.hasNext();
	}

	@Override
	public T next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		return this.page.next();
	}

}
