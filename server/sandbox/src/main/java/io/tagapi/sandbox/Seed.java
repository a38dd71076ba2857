package io.tagapi.sandbox;

import java.util.ArrayList;
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
	 * What the API itself would reject.
	 * @return a sentence for each problem, with the place of the value
	 */
	List<String> problems() {
		List<String> problems = new ArrayList<>();
		Map<Object, Integer> taken = new HashMap<>();
		for (int i = 0; i < this.tags.size(); i++) {
			SeedTag tag = this.tags.get(i);
			String place = "tags[" + i + "].";
			List<String> ofTag = tag.problems();
			ofTag.forEach((problem) -> problems.add(place + problem));
			if (ofTag.isEmpty()) {
				addIfTaken(problems, place + "name", taken.putIfAbsent(tag.key(), i));
			}
			if (tag.id() != null) {
				addIfTaken(problems, place + "id", taken.putIfAbsent(tag.id(), i));
			}
		}
		return problems;
	}

	private static void addIfTaken(List<String> problems, String place, @Nullable Integer other) {
		if (other != null) {
			problems.add(place + " is that of tags[" + other + "]");
		}
	}

}
