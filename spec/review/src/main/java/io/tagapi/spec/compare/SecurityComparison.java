package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a caller must present. The requirements of a list are alternatives; one
 * of them asks for all its schemes with all their scopes.
 */
final class SecurityComparison {

	private final Changes changes;

	SecurityComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair security, Spot spot) {
		List<Map<String, Set<String>>> before = alternatives(security.before());
		List<Map<String, Set<String>>> after = alternatives(security.after());
		if (Set.copyOf(before).equals(Set.copyOf(after))) {
			return;
		}
		boolean allStillEnough = before.stream()
			.allMatch((presented) -> after.stream().anyMatch((required) -> isEnough(presented, required)));
		this.changes.add(allStillEnough ? HarmlessRule.SECURITY_LOOSENED : BreakingRule.SECURITY_TIGHTENED,
				spot.at("security"), show(before), show(after));
	}

	private static boolean isEnough(Map<String, Set<String>> presented, Map<String, Set<String>> required) {
		return required.entrySet()
			.stream()
			.allMatch((scheme) -> presented.getOrDefault(scheme.getKey(), Set.of()).containsAll(scheme.getValue())
					&& presented.containsKey(scheme.getKey()));
	}

	private static List<Map<String, Set<String>>> alternatives(@Nullable Part security) {
		List<Map<String, Set<String>>> alternatives = Pair.items(security)
			.stream()
			.map(SecurityComparison::schemes)
			.toList();
		return alternatives.isEmpty() ? List.of(Map.of()) : alternatives;
	}

	private static Map<String, Set<String>> schemes(Part requirement) {
		Map<String, Set<String>> schemes = new LinkedHashMap<>();
		requirement.entries()
			.forEach((scheme, scopes) -> schemes.put(scheme,
					new LinkedHashSet<>(scopes.items().stream().map(Part::text).toList())));
		return schemes;
	}

	private static String show(List<Map<String, Set<String>>> alternatives) {
		return alternatives.stream()
			.map((schemes) -> schemes.isEmpty() ? "nothing"
					: schemes.entrySet()
						.stream()
						.map((scheme) -> scheme.getValue().isEmpty() ? scheme.getKey()
								: scheme.getKey() + " with " + String.join(" and ", scheme.getValue()))
						.collect(Collectors.joining(" and ")))
			.collect(Collectors.joining(", or "));
	}

}
