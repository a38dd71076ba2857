package io.tagapi.spec.compare;

import java.util.List;
import java.util.Objects;

import io.tagapi.spec.document.Contract;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one contract to another.
 *
 * @param before the older contract, or null if there is none yet
 * @param after the newer contract
 * @param changes the changes, breaking ones first
 */
public record ContractComparison(@Nullable Contract before, Contract after, List<Change> changes) {

	/**
	 * Compares two contracts.
	 * @param before the older one
	 * @param after the newer one
	 * @return what changed
	 */
	public static ContractComparison of(Contract before, Contract after) {
		return new ContractComparison(before, after, List.copyOf(differences(before, after)));
	}

	/**
	 * A contract that has no predecessor.
	 * @param first the first contract
	 * @return a comparison without changes
	 */
	public static ContractComparison first(Contract first) {
		return new ContractComparison(null, first, List.of());
	}

	private static List<Change> differences(Contract before, Contract after) {
		ChangeList list = new ChangeList();
		Changes general = new Changes();
		new GeneralComparison(general).compare(before, after);
		list.collect(null, general);
		new OperationsComparison(list, general, before, after).compare();
		Changes names = general.separate();
		new PathsComparison(names).compare(before, after);
		new SchemaNames(names).compare(before, after);
		new SchemaNames(names).compareUnused(before, after);
		list.collect(null, names);
		if (list.isEmpty() && !sameText(before, after)) {
			Changes rearranged = general.separate();
			rearranged.add(HarmlessRule.REARRANGED, Spot.contract("the file"));
			list.collect(null, rearranged);
		}
		return list.list();
	}

	private static boolean sameText(Contract before, Contract after) {
		return withoutVersion(before).equals(withoutVersion(after));
	}

	private static String withoutVersion(Contract contract) {
		return contract.text().replaceFirst("(\\bversion\"?\\s*:)\\s*(\"[^\"\n]*\"|'[^'\n]*'|[^\\s,}]+)", "$1");
	}

	/**
	 * The weight of the heaviest change.
	 * @return the weight, or null if nothing changed
	 */
	public @Nullable Weight weight() {
		return this.changes.isEmpty() ? null : this.changes.getFirst().weight();
	}

	public List<Change> changes(Weight weight) {
		return this.changes.stream().filter((change) -> change.weight() == weight).toList();
	}

	public boolean isFirst() {
		return this.before == null;
	}

	public Contract predecessor() {
		return Objects.requireNonNull(this.before, "The first contract has no predecessor");
	}

}
