package io.tagapi.spec.compare;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
		Set<String> old = Pair.entries(before.root().get("paths")).keySet();
		List<Route> routes = Pair.entries(after.root().get("paths"))
			.entrySet()
			.stream()
			.map((path) -> Route.of(path.getKey(), path.getValue()))
			.toList();
		List<Route> known = routes.stream().filter((route) -> old.contains(route.path())).toList();
		Map<String, Route> byTemplate = new HashMap<>();
		known.forEach((route) -> byTemplate.put(route.template(), route));
		for (Route route : routes) {
			if (!old.contains(route.path())) {
				Route same = byTemplate.putIfAbsent(route.template(), route);
				if (same != null) {
					add(BreakingRule.PATH_UNREACHABLE, route, same);
				}
				known.stream()
					.filter(route::takesCallsOf)
					.forEach((other) -> add(BreakingRule.PATH_SHADOWS, route, other));
			}
		}
	}

	private void add(BreakingRule rule, Route route, Route other) {
		this.changes.add(rule, Spot.contract(Spot.code(route.path())).on(null, route.item()), other.path(),
				route.path());
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

	/**
	 * A path.
	 *
	 * @param path the path as it is written
	 * @param template the path without the names of its parameters
	 * @param segments what stands between its slashes
	 * @param item the path item
	 */
	private record Route(String path, String template, List<String> segments, Part item) {

		static Route of(String path, Part item) {
			return new Route(path, path.replaceAll("\\{[^}]*}", "{}"), List.of(path.split("/", -1)), item);
		}

		/**
		 * Whether some call of the other path now belongs to this one: where they first
		 * differ, this one has a literal that is a value of the other's parameter.
		 */
		boolean takesCallsOf(Route other) {
			if (this.segments.size() != other.segments.size() || this.template.equals(other.template)) {
				return false;
			}
			boolean decided = false;
			boolean taken = false;
			for (int i = 0; i < this.segments.size(); i++) {
				String own = this.segments.get(i);
				String others = other.segments.get(i);
				boolean variable = own.contains("{");
				boolean otherVariable = others.contains("{");
				if (!variable && (otherVariable ? !isValue(own, others, other.item) : !own.equals(others))) {
					return false;
				}
				if (variable && !otherVariable && !isValue(others, own, this.item)) {
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
				return literal.matches(Stream.of(segment.split("\\{[^{}]*}", -1))
					.map(Pattern::quote)
					.collect(Collectors.joining(".+")));
			}
			String name = segment.substring(1, segment.length() - 1);
			Map<String, @Nullable Part> schemas = new HashMap<>();
			item.resolved().entries().forEach((key, holder) -> {
				List<Part> parameters = key.equals("parameters") ? holder.items()
						: Pair.items(holder.get("parameters"));
				parameters.stream().map(Part::resolved).forEach((parameter) -> {
					if (parameter.require("in").text().equals("path")
							&& parameter.require("name").text().equals(name)) {
						schemas.put(name, parameter.get("schema"));
					}
				});
			});
			Part schema = schemas.get(name);
			return schema == null || TextValue.isAllowed(literal, schema);
		}

	}

}
