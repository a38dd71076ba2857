package io.tagapi.spec.compare;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Finds operations that take the names or the calls of others: doubled operationIds,
 * paths that are the same up to the names of their parameters, and new paths that match
 * calls of an old one.
 */
final class PathsComparison {

	private final Changes changes;

	PathsComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Contract before, Contract after) {
		doubledIds(before, after);
		Map<String, Part> old = paths(before);
		Map<String, Part> now = paths(after);
		now.forEach((path, item) -> {
			if (!old.containsKey(path)) {
				now.forEach((other, otherItem) -> added(path, item, other, otherItem, old.containsKey(other)));
			}
		});
	}

	private void doubledIds(Contract before, Contract after) {
		Map<String, Integer> known = counts(before);
		counts(after).forEach((id, count) -> {
			if (count > 1 && count > known.getOrDefault(id, 0)) {
				List<Part> parts = Operation.all(after)
					.stream()
					.filter((operation) -> operation.id().equals(id))
					.map(Operation::part)
					.toList();
				this.changes.add(BreakingRule.OPERATION_ID_DOUBLED,
						Spot.contract(Spot.code(id)).on(null, parts.getLast()), null, count + " operations");
			}
		});
	}

	private static Map<String, Integer> counts(Contract contract) {
		Map<String, Integer> counts = new LinkedHashMap<>();
		Operation.all(contract).forEach((operation) -> counts.merge(operation.id(), 1, Integer::sum));
		return counts;
	}

	private static Map<String, Part> paths(Contract contract) {
		return Pair.entries(contract.root().get("paths"));
	}

	private void added(String path, Part item, String other, Part otherItem, boolean isOld) {
		if (path.equals(other)) {
			return;
		}
		if (template(path).equals(template(other))) {
			if (path.compareTo(other) > 0 || isOld) {
				this.changes.add(BreakingRule.PATH_UNREACHABLE, Spot.contract(Spot.code(path)).on(null, item), other,
						path);
			}
		}
		else if (isOld && takesCalls(path, other, otherItem)) {
			this.changes.add(BreakingRule.PATH_SHADOWS, Spot.contract(Spot.code(path)).on(null, item), other, path);
		}
	}

	private static String template(String path) {
		return path.replaceAll("\\{[^}]*}", "{}");
	}

	/**
	 * Whether some call of the other path now belongs to this one: where they first
	 * differ, this one has a literal that is a value of the other's parameter.
	 */
	private static boolean takesCalls(String path, String other, Part otherItem) {
		String[] own = path.split("/", -1);
		String[] others = other.split("/", -1);
		if (own.length != others.length) {
			return false;
		}
		boolean decided = false;
		boolean taken = false;
		for (int i = 0; i < own.length; i++) {
			boolean variable = own[i].contains("{");
			boolean otherVariable = others[i].contains("{");
			if (!variable && !otherVariable && !own[i].equals(others[i])) {
				return false;
			}
			if (!variable && otherVariable && !isValue(own[i], others[i], otherItem)) {
				return false;
			}
			if (variable != otherVariable && !decided) {
				decided = true;
				taken = otherVariable;
			}
		}
		return taken;
	}

	private static boolean isValue(String literal, String segment, Part item) {
		if (!segment.matches("\\{[^{}]*}")) {
			return true;
		}
		String name = segment.substring(1, segment.length() - 1);
		Map<String, @Nullable Part> schemas = new HashMap<>();
		item.resolved().entries().forEach((key, holder) -> {
			List<Part> parameters = key.equals("parameters") ? holder.items() : Pair.items(holder.get("parameters"));
			parameters.stream().map(Part::resolved).forEach((parameter) -> {
				if (parameter.require("in").text().equals("path") && parameter.require("name").text().equals(name)) {
					schemas.put(name, parameter.get("schema"));
				}
			});
		});
		Part schema = schemas.get(name);
		return schema == null || TextValue.isAllowed(literal, schema);
	}

}
