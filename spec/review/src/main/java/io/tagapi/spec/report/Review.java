package io.tagapi.spec.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.compare.Rule;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.gate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer looks at: the changes since a release, without those that were there
 * already before the change that is reviewed.
 */
public final class Review {

	private final Verdict verdict;

	private final @Nullable ContractComparison baseline;

	private final List<Change> changes;

	private final List<Change> earlier;

	private final List<Change> withdrawn;

	/**
	 * Sets the changes apart.
	 * @param verdict the verdict over all changes since the release
	 * @param baseline the comparison of the same release with the contract that the
	 * reviewed change starts from, or null if all changes are reviewed
	 */
	public Review(Verdict verdict, @Nullable ContractComparison baseline) {
		this.verdict = verdict;
		this.baseline = baseline;
		List<Change> all = verdict.comparison().changes();
		List<Change> old = (baseline != null) ? baseline.changes() : List.of();
		Map<Key, Set<String>> known = operations(old);
		Set<Key> now = operations(all).keySet();
		Set<String> added = (baseline != null) ? added(baseline.after(), verdict.comparison().after()) : Set.of();
		this.earlier = all.stream().filter((change) -> isKnown(change, known, added)).toList();
		this.changes = all.stream().filter((change) -> !isKnown(change, known, added)).toList();
		this.withdrawn = old.stream().filter((change) -> !now.contains(Key.of(change))).toList();
	}

	private static Map<Key, Set<String>> operations(List<Change> changes) {
		Map<Key, Set<String>> operations = new HashMap<>();
		changes.forEach((change) -> operations.computeIfAbsent(Key.of(change), (key) -> new HashSet<>())
			.addAll(change.operations()));
		return operations;
	}

	private static Set<String> added(Contract before, Contract after) {
		Set<String> operations = new HashSet<>(Operation.all(after).stream().map(Operation::id).toList());
		Operation.all(before).forEach((operation) -> operations.remove(operation.id()));
		return operations;
	}

	/** An operation that the reviewed change adds has all that it shares with others. */
	private static boolean isKnown(Change change, Map<Key, Set<String>> known, Set<String> added) {
		Set<String> operations = known.get(Key.of(change));
		return operations != null && change.operations()
			.stream()
			.allMatch((operation) -> operations.contains(operation) || added.contains(operation));
	}

	public Verdict verdict() {
		return this.verdict;
	}

	/**
	 * The verdict in one line.
	 * @return one line without markup
	 */
	public String summary() {
		return Summary.of(this);
	}

	ContractComparison comparison() {
		return this.verdict.comparison();
	}

	/** The changes that are reviewed, breaking ones first. */
	List<Change> changes() {
		return this.changes;
	}

	/** The changes since the release that were there already. */
	List<Change> earlier() {
		return this.earlier;
	}

	/** Earlier changes that are there no longer, or have become others. */
	List<Change> withdrawn() {
		return this.withdrawn;
	}

	boolean isPart() {
		return this.baseline != null;
	}

	/** The contract that the reviewed change starts from. */
	Contract start() {
		return (this.baseline != null) ? this.baseline.after()
				: comparison().isFirst() ? comparison().after() : comparison().predecessor();
	}

	/** A change, wherever it stands and whichever operations it concerns. */
	private record Key(Rule rule, String place, String usage, @Nullable String before, @Nullable String after) {

		static Key of(Change change) {
			return new Key(change.rule(), change.place(), change.usage(), change.before(), change.after());
		}

	}

}
