package io.tagapi.spec.compare;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;

/**
 * Compares the order of parameters, by which generated methods take their arguments:
 * required ones first, then optional ones. Only parameters that both contracts write in
 * the same place are compared, because generators disagree whether those of the path item
 * come first.
 */
final class ParameterOrder {

	private final Changes changes;

	ParameterOrder(Changes changes) {
		this.changes = changes;
	}

	void compare(Operation before, Operation after, Spot spot) {
		order(before.ownParameters(), after.ownParameters(), spot);
		order(before.sharedParameters(), after.sharedParameters(), spot);
		inserted(before.parameters().keySet(), after.ownParameters(), spot);
	}

	private void order(Map<String, Part> before, Map<String, Part> after, Spot spot) {
		List<String> old = before.keySet().stream().filter(after::containsKey).toList();
		List<String> now = after.keySet().stream().filter(before::containsKey).toList();
		if (!old.equals(now)) {
			this.changes.add(BreakingRule.PARAMETERS_REORDERED, spot.at("parameters"), String.join(", ", old),
					String.join(", ", now));
		}
	}

	/** A new optional parameter in front of an old one takes its position. */
	private void inserted(Set<String> before, Map<String, Part> after, Spot spot) {
		List<Map.Entry<String, Part>> optional = after.entrySet()
			.stream()
			.filter((entry) -> !ParametersComparison.isRequired(entry.getValue()))
			.toList();
		for (int i = 0; i < optional.size(); i++) {
			Map.Entry<String, Part> entry = optional.get(i);
			boolean isNew = before.stream().noneMatch((key) -> name(key).equals(name(entry.getKey())));
			if (isNew && optional.subList(i, optional.size())
				.stream()
				.anyMatch((later) -> before.contains(later.getKey()))) {
				this.changes.add(BreakingRule.OPTIONAL_PARAMETER_INSERTED,
						spot.at(ParametersComparison.title(entry.getValue())).on(null, entry.getValue()));
			}
		}
	}

	private static String name(String key) {
		return key.substring(key.indexOf(' ') + 1);
	}

}
