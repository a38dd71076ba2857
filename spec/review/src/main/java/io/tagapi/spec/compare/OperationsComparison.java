package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

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
		Map<String, Operation> left = byKey(Operation.all(this.after), Operation::title);
		List<Operation> unmatched = match(Operation.all(this.before), left, Operation::title, this::same);
		unmatched = match(unmatched, left, Operation::route, this::same);
		unmatched = match(unmatched, left, Operation::id, this::moved);
		unmatched.forEach(this::removed);
		left.values().forEach(this::added);
	}

	/** Compares operations with those that have the same key, and returns the others. */
	private static List<Operation> match(List<Operation> operations, Map<String, Operation> left,
			Function<Operation, String> key, BiConsumer<Operation, Operation> comparison) {
		Map<String, Operation> byKey = byKey(left.values(), key);
		List<Operation> unmatched = new ArrayList<>();
		for (Operation operation : operations) {
			Operation same = byKey.remove(key.apply(operation));
			if (same != null) {
				left.remove(same.title());
				comparison.accept(operation, same);
			}
			else {
				unmatched.add(operation);
			}
		}
		return unmatched;
	}

	private static Map<String, Operation> byKey(Collection<Operation> operations, Function<Operation, String> key) {
		Map<String, Operation> byKey = new LinkedHashMap<>();
		operations.forEach((operation) -> byKey.putIfAbsent(key.apply(operation), operation));
		return byKey;
	}

	private void same(Operation old, Operation now) {
		collect(now, compare(old, now));
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
