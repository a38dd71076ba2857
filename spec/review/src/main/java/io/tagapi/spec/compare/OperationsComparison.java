package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tagapi.spec.document.Contract;

/**
 * Finds the operations of both contracts that belong together: the same method and path,
 * or else the same operationId.
 */
final class OperationsComparison {

	private final Changes changes;

	OperationsComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Contract before, Contract after) {
		Map<String, Operation> left = byRoute(after);
		List<Operation> unmatched = new ArrayList<>();
		for (Operation operation : Operation.all(before)) {
			Operation same = left.remove(operation.route());
			if (same != null) {
				compare(operation, same);
			}
			else {
				unmatched.add(operation);
			}
		}
		for (Operation operation : unmatched) {
			Optional<Operation> moved = left.values()
				.stream()
				.filter((candidate) -> candidate.id().equals(operation.id()))
				.findFirst();
			moved.ifPresentOrElse((target) -> {
				left.remove(target.route());
				moved(operation, target);
			}, () -> this.changes.add(BreakingRule.OPERATION_REMOVED, spot(operation)));
		}
		left.values().forEach((operation) -> this.changes.add(HarmlessRule.OPERATION_ADDED, spot(operation)));
	}

	private static Map<String, Operation> byRoute(Contract contract) {
		Map<String, Operation> byRoute = new LinkedHashMap<>();
		Operation.all(contract).forEach((operation) -> byRoute.put(operation.route(), operation));
		return byRoute;
	}

	private void moved(Operation before, Operation after) {
		this.changes.add(BreakingRule.OPERATION_MOVED, spot(before), before.title(), after.title());
		compare(before, after);
	}

	private void compare(Operation before, Operation after) {
		new OperationComparison(this.changes).compare(before, after);
	}

	private static Spot spot(Operation operation) {
		return Spot.operation(operation.id(), Spot.code(operation.title()));
	}

}
