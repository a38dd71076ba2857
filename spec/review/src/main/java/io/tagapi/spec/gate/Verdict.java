package io.tagapi.spec.gate;

import java.util.ArrayList;
import java.util.List;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.document.Contract;
import org.jspecify.annotations.Nullable;

/**
 * Whether a contract may follow another.
 *
 * @param comparison what changed
 * @param least the least version that the changes deserve, or null if there is no
 * predecessor with a version of the form 1.2.3
 * @param refusals why not, in sentences; empty if it may
 * @param migration what the change log tells clients to do about breaking changes
 */
public record Verdict(ContractComparison comparison, @Nullable Version least, List<String> refusals,
		List<String> migration) {

	/**
	 * Judges a comparison.
	 * @param comparison what changed
	 * @param changeLog the change log, or null if it does not matter
	 * @return the verdict
	 */
	public static Verdict of(ContractComparison comparison, @Nullable ChangeLog changeLog) {
		List<String> refusals = new ArrayList<>();
		Version version = version(comparison.after(), refusals);
		Version released = comparison.isFirst() ? null : version(comparison.predecessor(), refusals);
		Version least = (released != null) ? released.after(comparison.weight()) : null;
		if (version != null && least != null && version.compareTo(least) < 0) {
			refusals.add("info.version is " + version + ", but since " + released + " " + deserved(comparison)
					+ " make it at least " + least + ".");
		}
		else if (changeLog != null && version != null && released != null && !released.isFollowedBy(version)) {
			refusals.add("info.version is " + version + ", which leaves out versions: after " + released + " comes "
					+ released.after(Weight.WORDING) + ", " + released.after(Weight.ADDITION) + " or "
					+ released.after(Weight.BREAKING) + ".");
		}
		if (changeLog != null && comparison.weight() == Weight.BREAKING && !changeLog.announcesBreaking()) {
			refusals.add("A breaking change needs a line under `## Unreleased` in " + changeLog.name()
					+ " that begins with `- **Breaking:**` and says what clients have to do.");
		}
		return new Verdict(comparison, least, List.copyOf(refusals),
				(changeLog != null) ? changeLog.breaking() : List.of());
	}

	private static @Nullable Version version(Contract contract, List<String> refusals) {
		Version version = Version.parse(contract.version());
		if (version == null) {
			refusals.add("info.version of " + contract.source() + " is " + Version.show(contract.version())
					+ ", which is no version of the form 1.2.3.");
		}
		return version;
	}

	private static String deserved(ContractComparison comparison) {
		return switch (comparison.weight()) {
			case null -> "no changes";
			case BREAKING -> "the breaking changes";
			case ADDITION -> "the additions";
			case WORDING -> "the changes of wording";
		};
	}

	public boolean isAllowed() {
		return this.refusals.isEmpty();
	}

}
