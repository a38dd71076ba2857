package io.tagapi.spec.compare;

import java.util.List;
import java.util.Set;

import io.tagapi.spec.document.Part;

/**
 * Compares one operation with itself.
 */
final class OperationComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("operationId", "tags", "security", "parameters",
			"requestBody", "responses", "servers", "callbacks");

	private static final Set<String> OF_THE_PATH = Set.of("summary", "description");

	private final Changes changes;

	private final UnnamedSchemes schemesBefore;

	private final UnnamedSchemes schemesAfter;

	OperationComparison(Changes changes, UnnamedSchemes schemesBefore, UnnamedSchemes schemesAfter) {
		this.changes = changes;
		this.schemesBefore = schemesBefore;
		this.schemesAfter = schemesAfter;
	}

	void compare(Operation before, Operation after) {
		Pair parts = new Pair(before.part(), after.part());
		Spot spot = Spot.operation("the operation").on(parts);
		if (!before.id().equals(after.id())) {
			this.changes.add(BreakingRule.OPERATION_ID_CHANGED, spot, before.id(), after.id());
		}
		tags(parts.get("tags"), spot);
		new SecurityComparison(this.changes, this.schemesBefore, this.schemesAfter)
			.compare(new Pair(before.effective("security"), after.effective("security")), spot);
		new ServersComparison(this.changes).compare(new Pair(before.servers(), after.servers()), spot);
		new ParametersComparison(this.changes).compare(before, after, spot);
		new RequestBodyComparison(this.changes).compare(parts.get("requestBody").resolved(),
				spot.at("the request body"));
		new ResponsesComparison(this.changes).compare(parts.get("responses"), spot.responding());
		new CallbacksComparison(this.changes).compare(parts.get("callbacks"), spot);
		new Remainder(this.changes).compare(parts, COMPARED_ELSEWHERE, spot);
		Pair pathItems = new Pair(before.pathItem(), after.pathItem());
		for (String key : OF_THE_PATH) {
			new Remainder(this.changes).compare(key, pathItems.get(key), spot.at("path " + Spot.code(after.path())));
		}
	}

	private void tags(Pair tags, Spot spot) {
		List<String> before = Pair.items(tags.before()).stream().map(Part::text).toList();
		List<String> after = Pair.items(tags.after()).stream().map(Part::text).toList();
		if (before.equals(after)) {
			return;
		}
		boolean breaking = !after.containsAll(before) || before.isEmpty()
				|| !before.getFirst().equals(after.getFirst());
		this.changes.add(breaking ? BreakingRule.OPERATION_GROUP_CHANGED : HarmlessRule.OPERATION_GROUP_ADDED, spot,
				String.join(", ", before), String.join(", ", after));
	}

}
