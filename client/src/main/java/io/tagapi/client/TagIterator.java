package io.tagapi.client;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

import io.tagapi.client.model.Tag;
import io.tagapi.client.model.TagPage;
import org.jspecify.annotations.Nullable;

/**
 * Goes from tag to tag, and asks for a page when it is needed.
 */
final class TagIterator implements Iterator<Tag> {

	private final Function<@Nullable String, TagPage> pageAfter;

	private Iterator<Tag> page = Collections.emptyIterator();

	private @Nullable String searchAfter;

	private boolean isLastPage;

	/**
	 * Starts before the first tag.
	 * @param pageAfter asks for the page after a cursor, or for the first
	 */
	TagIterator(Function<@Nullable String, TagPage> pageAfter) {
		this.pageAfter = pageAfter;
	}

	@Override
	public boolean hasNext() {
		while (!this.page.hasNext() && !this.isLastPage) {
			TagPage next = this.pageAfter.apply(this.searchAfter);
			this.page = next.getTags().iterator();
			this.searchAfter = next.getNextSearchAfter();
			this.isLastPage = (this.searchAfter == null);
		}
		return this.page.hasNext();
	}

	@Override
	public Tag next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		return this.page.next();
	}

}
