package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.tagapi.spec.document.Contract;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operations of both contracts that belong together: the same method and path,
 * or else the same operationId.
 */
final class OperationsComparison {

	private final ChangeList list;

	private final Changes changes;

	private final Contract before;

	private final Contract after;

	private final UnnamedSchemes schemesBefore;

	private final UnnamedSchemes schemesAfter;

	OperationsComparison(ChangeList list, Changes changes, Contract before, Contract after) {
		this.list = list;
		this.changes = changes;
		this.before = before;
		this.after = after;
		this.schemesBefore = new UnnamedSchemes(before);
		this.schemesAfter = new UnnamedSchemes(after);
	}

	void compare() {
		Map<String, Operation> left = byRoute(this.after);
		List<Operation> unmatched = new ArrayList<>();
		for (Operation operation : Operation.all(this.before)) {
			Operation same = left.remove(operation.route());
			if (same != null) {
				collect(same, compare(operation, same));
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
			}, () -> removed(operation));
		}
		left.values().forEach(this::added);
	}

	private static Map<String, Operation> byRoute(Contract contract) {
		Map<String, Operation> byRoute = new LinkedHashMap<>();
		Operation.all(contract).forEach((operation) -> byRoute.put(operation.route(), operation));
		return byRoute;
	}

	private void moved(Operation old, Operation now) {
		Changes operation = compare(old, now);
		operation.add(BreakingRule.OPERATION_MOVED, spot(old, now), old.title(), now.title());
		collect(now, operation);
	}

	private void removed(Operation operation) {
		Changes removed = this.changes.separate();
		removed.add(BreakingRule.OPERATION_REMOVED, spot(operation, null));
		collect(operation, removed);
	}

	private void added(Operation operation) {
		Changes added = this.changes.separate();
		added.add(HarmlessRule.OPERATION_ADDED, spot(null, operation));
		collect(operation, added);
	}

	private Changes compare(Operation old, Operation now) {
		Changes operation = this.changes.separate();
		new OperationComparison(operation, this.schemesBefore, this.schemesAfter).compare(old, now);
		return operation;
	}

	private void collect(Operation operation, Changes found) {
		this.list.collect(operation.id(), found);
	}

	private static Spot spot(@Nullable Operation old, @Nullable Operation now) {
		Operation named = (old != null) ? old : Objects.requireNonNull(now);
		return Spot.operation(Spot.code(named.title()))
			.on((old != null) ? old.part() : null, (now != null) ? now.part() : null);
	}

}
