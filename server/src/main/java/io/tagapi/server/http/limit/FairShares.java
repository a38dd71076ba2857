package io.tagapi.server.http.limit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides what there is among those that want it: no one gets more than it wants, and
 * those that want more than others have the same.
 */
final class FairShares {

	private FairShares() {
	}

	/**
	 * How much each has beyond its share.
	 * @param <T> what tells them apart
	 * @param held what each has
	 * @param total what there is for all of them
	 * @return those that have more than their share, with the difference
	 */
	static <T> Map<T, Long> excess(Map<T, Long> held, long total) {
		List<Map.Entry<T, Long>> fewestFirst = held.entrySet()
			.stream()
			.sorted(Comparator.comparingLong(Map.Entry::getValue))
			.toList();
		Map<T, Long> excess = new HashMap<>();
		long left = total;
		int claimants = fewestFirst.size();
		for (Map.Entry<T, Long> entry : fewestFirst) {
			long granted = Math.min(entry.getValue(), left / claimants);
			if (entry.getValue() > granted) {
				excess.put(entry.getKey(), entry.getValue() - granted);
			}
			left -= granted;
			claimants--;
		}
		return excess;
	}

}
