package io.tagapi.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a customer of the sandbox has at the beginning.
 *
 * @param tags the tags
 */
record Seed(List<SeedTag> tags) {

	static final Seed EMPTY = new Seed(List.of());

	Seed(@Nullable List<SeedTag> tags) {
		this.tags = (tags != null) ? List.copyOf(tags) : List.of();
	}

	int assignmentCount() {
		return this.tags.stream().mapToInt((tag) -> tag.deviceIds().size()).sum();
	}

	/**
	 * What the API itself would reject. It ends early, so that a seed of nothing but
	 * problems is no more work than a valid one.
	 * @param place where the seed is, such as {@code customers.acme.}
	 * @param maxTags how many tags a customer may have
	 * @param problems takes a sentence for each problem, with the place of the value
	 */
	void check(String place, int maxTags, SeedProblems problems) {
		if (this.tags.size() > maxTags) {
			problems.add(place + "tags must have at most " + maxTags + " items");
			return;
		}
		Map<Object, Integer> taken = new HashMap<>();
		for (int i = 0; i < this.tags.size(); i++) {
			if (problems.isFull()) {
				problems.addUnknown();
				return;
			}
			check(i, place + "tags[" + i + "].", taken, problems);
		}
	}

	private void check(int index, String place, Map<Object, Integer> taken, SeedProblems problems) {
		SeedTag tag = this.tags.get(index);
		List<String> ofTag = tag.problems();
		ofTag.forEach((problem) -> problems.add(place + problem));
		if (ofTag.isEmpty()) {
			addIfTaken(problems, place + "name", taken.putIfAbsent(tag.key(), index));
		}
		if (tag.id() != null) {
			addIfTaken(problems, place + "id", taken.putIfAbsent(tag.id(), index));
		}
	}

	private static void addIfTaken(SeedProblems problems, String place, @Nullable Integer other) {
		if (other != null) {
			problems.add(place + " is that of tags[" + other + "]");
		}
	}

}
