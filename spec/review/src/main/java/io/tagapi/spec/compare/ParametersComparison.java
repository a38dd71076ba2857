package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
		pathParameters(before, after, old, left, spot);
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

	/**
	 * A path parameter is known by its position: the server reads the same text, whatever
	 * its name.
	 */
	private void pathParameters(Operation before, Operation after, Map<String, Part> old, Map<String, Part> left,
			Spot spot) {
		List<String> gone = new ArrayList<>(before.pathParameters());
		List<String> come = new ArrayList<>(after.pathParameters());
		if (gone.size() != come.size()) {
			gone.removeIf(left::containsKey);
			come.removeIf(old::containsKey);
		}
		Map<Part, Part> renamed = new LinkedHashMap<>();
		for (int i = 0; i < Math.min(gone.size(), come.size()); i++) {
			Part was = old.get(gone.get(i));
			Part is = left.get(come.get(i));
			if (was != null && is != null && !gone.get(i).equals(come.get(i))) {
				renamed.put(was, is);
			}
		}
		old.values().removeAll(renamed.keySet());
		left.values().removeAll(renamed.values());
		renamed.forEach((was, is) -> {
			this.changes.add(BreakingRule.PATH_PARAMETER_RENAMED, spot.at(title(was)).on(was, is),
					was.require("name").text(), is.require("name").text());
			compare(new Pair(was, is), spot);
		});
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
