package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
		new ParameterOrder(this.changes).compare(before, after, spot);
		Map<String, Part> old = before.parameters();
		Map<String, Part> left = after.parameters();
		pathParameters(old, left, spot);
		old.forEach((key, parameter) -> {
			Part same = left.remove(key);
			Part counterpart = (same != null) ? same : moved(parameter, left, spot);
			if (counterpart != null) {
				compare(new Pair(parameter, counterpart), spot);
			}
			else {
				removed(parameter, left, spot);
			}
		});
		left.values()
			.forEach(
					(parameter) -> this.changes.add(
							isRequired(parameter) ? BreakingRule.REQUIRED_PARAMETER_ADDED
									: HarmlessRule.OPTIONAL_PARAMETER_ADDED,
							spot.at(title(parameter)).on(null, parameter)));
	}

	/** With the same schema in the same place, another name is what changed. */
	private void removed(Part parameter, Map<String, Part> left, Spot spot) {
		List<String> same = left.keySet().stream().filter((key) -> isSame(parameter, left.get(key))).toList();
		Part renamed = (same.size() == 1) ? left.remove(same.getFirst()) : null;
		if (renamed != null) {
			this.changes.add(BreakingRule.PARAMETER_RENAMED, spot.at(title(parameter)).on(parameter, renamed),
					parameter.require("name").text(), renamed.require("name").text());
			compare(new Pair(parameter, renamed), spot);
		}
		else {
			this.changes.add(BreakingRule.PARAMETER_REMOVED, spot.at(title(parameter)).on(parameter, null));
		}
	}

	private static boolean isSame(Part parameter, @Nullable Part other) {
		return other != null && parameter.require("in").text().equals(other.require("in").text())
				&& parameter.get("schema") != null && !new Pair(parameter.get("schema"), other.get("schema")).differs();
	}

	private void compare(Pair parameter, Spot spot) {
		Part after = Objects.requireNonNull(parameter.after());
		new ParameterComparison(this.changes).compare(parameter, spot.at(title(after)).on(parameter));
	}

	/** Both paths match up to the names, so path parameters that differ were renamed. */
	private void pathParameters(Map<String, Part> old, Map<String, Part> left, Spot spot) {
		List<String> gone = pathKeys(old, left);
		List<String> come = pathKeys(left, old);
		for (int i = 0; i < Math.min(gone.size(), come.size()); i++) {
			Part before = Objects.requireNonNull(old.remove(gone.get(i)));
			Part after = Objects.requireNonNull(left.remove(come.get(i)));
			this.changes.add(BreakingRule.PATH_PARAMETER_RENAMED, spot.at(title(before)).on(before, after), gone.get(i),
					come.get(i));
			compare(new Pair(before, after), spot);
		}
	}

	private static List<String> pathKeys(Map<String, Part> some, Map<String, Part> others) {
		List<String> keys = new ArrayList<>(some.keySet());
		keys.removeIf((key) -> !key.startsWith("path ") || others.containsKey(key));
		return keys;
	}

	private @Nullable Part moved(Part parameter, Map<String, Part> left, Spot spot) {
		Optional<String> target = left.entrySet()
			.stream()
			.filter((entry) -> isMoved(parameter, entry.getValue()))
			.map(Map.Entry::getKey)
			.findFirst();
		if (target.isEmpty()) {
			return null;
		}
		Part after = left.remove(target.get());
		if (after != null) {
			this.changes.add(BreakingRule.PARAMETER_MOVED, spot.at(title(parameter)).on(parameter, after),
					parameter.require("in").text(), after.require("in").text());
		}
		return after;
	}

	/** Another place, and the same name; the case of a header does not matter. */
	private static boolean isMoved(Part before, Part after) {
		String from = before.require("in").text();
		String to = after.require("in").text();
		String name = before.require("name").text();
		String other = after.require("name").text();
		boolean header = from.equals("header") || to.equals("header");
		return !from.equals(to) && (header ? name.equalsIgnoreCase(other) : name.equals(other));
	}

	static boolean isRequired(Part part) {
		Part required = part.get("required");
		return required != null && required.isTrue();
	}

	static String title(Part parameter) {
		return parameter.require("in").text() + " parameter " + Spot.code(parameter.require("name").text());
	}

}
