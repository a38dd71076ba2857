package io.tagapi.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a seed. Once there are many problems, no more are looked for.
 */
final class SeedProblems {

	static final int NAMED = 50;

	private final List<String> named = new ArrayList<>();

	private boolean hasMore;

	void add(String problem) {
		if (isFull()) {
			this.hasMore = true;
		}
		else {
			this.named.add(problem);
		}
	}

	boolean isFull() {
		return this.named.size() == NAMED;
	}

	/** Says that there is something which has not been looked at. */
	void addUnknown() {
		this.hasMore = true;
	}

	boolean isEmpty() {
		return this.named.isEmpty();
	}

	/**
	 * Names the problems in one sentence.
	 * @return such as "tags[0].name must not be null; tags[1].id is that of tags[0]"
	 */
	String describe() {
		return String.join("; ", this.named) + (this.hasMore ? "; and what follows has not been checked" : "");
	}

}
