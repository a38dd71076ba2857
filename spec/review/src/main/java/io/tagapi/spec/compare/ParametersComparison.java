package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the parameters of one operation.
 */
final class ParametersComparison {

	private final Changes changes;

	ParametersComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Operation before, Operation after, Spot spot) {
		Map<String, Part> old = before.parameters();
		Map<String, Part> left = after.parameters();
		order(old.keySet(), left.keySet(), spot);
		pathParameters(old, left, spot);
		old.forEach((key, parameter) -> {
			Part same = left.remove(key);
			Part counterpart = (same != null) ? same : moved(parameter, left, spot);
			if (counterpart != null) {
				new ParameterComparison(this.changes).compare(new Pair(parameter, counterpart),
						spot.at(title(counterpart)));
			}
			else {
				this.changes.add(BreakingRule.PARAMETER_REMOVED, spot.at(title(parameter)));
			}
		});
		left.values()
			.forEach((parameter) -> this.changes.add(isRequired(parameter) ? BreakingRule.REQUIRED_PARAMETER_ADDED
					: HarmlessRule.OPTIONAL_PARAMETER_ADDED, spot.at(title(parameter))));
	}

	private void order(Set<String> old, Set<String> now, Spot spot) {
		List<String> before = old.stream().filter(now::contains).toList();
		List<String> after = now.stream().filter(old::contains).toList();
		if (!before.equals(after)) {
			this.changes.add(BreakingRule.PARAMETERS_REORDERED, spot.at("parameters"), String.join(", ", before),
					String.join(", ", after));
		}
	}

	/** Both paths match up to the names, so path parameters that differ were renamed. */
	private void pathParameters(Map<String, Part> old, Map<String, Part> left, Spot spot) {
		List<String> gone = pathKeys(old, left);
		List<String> come = pathKeys(left, old);
		for (int i = 0; i < Math.min(gone.size(), come.size()); i++) {
			Part before = Objects.requireNonNull(old.remove(gone.get(i)));
			Part after = Objects.requireNonNull(left.remove(come.get(i)));
			this.changes.add(BreakingRule.PATH_PARAMETER_RENAMED, spot.at(title(before)), gone.get(i), come.get(i));
			new ParameterComparison(this.changes).compare(new Pair(before, after), spot.at(title(after)));
		}
	}

	private static List<String> pathKeys(Map<String, Part> some, Map<String, Part> others) {
		List<String> keys = new ArrayList<>(some.keySet());
		keys.removeIf((key) -> !key.startsWith("path ") || others.containsKey(key));
		return keys;
	}

	private @Nullable Part moved(Part parameter, Map<String, Part> left, Spot spot) {
		String name = parameter.require("name").text();
		Optional<String> target = left.keySet().stream().filter((key) -> key.endsWith(" " + name)).findFirst();
		if (target.isEmpty()) {
			return null;
		}
		Part after = left.remove(target.get());
		if (after != null) {
			this.changes.add(BreakingRule.PARAMETER_MOVED, spot.at(title(parameter)), parameter.require("in").text(),
					after.require("in").text());
		}
		return after;
	}

	static boolean isRequired(Part part) {
		Part required = part.get("required");
		return required != null && required.isTrue();
	}

	private static String title(Part parameter) {
		return parameter.require("in").text() + " parameter " + Spot.code(parameter.require("name").text());
	}

}
