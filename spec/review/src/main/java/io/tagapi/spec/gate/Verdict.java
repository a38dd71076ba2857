package io.tagapi.spec.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param objections why not; empty if it may
 * @param migration what the change log tells clients to do about breaking changes, or
 * null if no change log belongs to the comparison
 */
public record Verdict(ContractComparison comparison, @Nullable Version least, List<Objection> objections,
		@Nullable List<String> migration) {

	private static final String FORM = "info.version has the form 1.2.3";

	/**
	 * Judges a comparison.
	 * @param comparison what changed
	 * @param changeLog the change log, or null if it does not matter
	 * @return the verdict
	 */
	public static Verdict of(ContractComparison comparison, @Nullable ChangeLog changeLog) {
		Version version = Version.parse(comparison.after().version());
		Version released = comparison.isFirst() ? null : Version.parse(comparison.predecessor().version());
		Version least = (released != null) ? released.after(comparison.weight()) : null;
		List<Objection> objections = new ArrayList<>();
		if (changeLog != null) {
			objections.addAll(forms(comparison));
		}
		else if (comparison.weight() == Weight.BREAKING && (version == null || released == null)) {
			String versions = Stream.of(comparison.predecessor().version(), comparison.after().version())
				.map(Version::show)
				.distinct()
				.collect(Collectors.joining(" and "));
			objections.add(new Objection(null, "The change is breaking, and versions that are not of the form 1.2.3 ("
					+ versions + ") do not tell clients so."));
		}
		if (version != null && least != null && version.compareTo(least) < 0) {
			objections.add(new Objection("info.version is at least " + least, "info.version is " + version
					+ ", but since " + released + " " + deserved(comparison) + " make it at least " + least + "."));
		}
		else if (changeLog != null && version != null && released != null && !released.isFollowedBy(version)) {
			String next = next(released, comparison.weight());
			objections.add(new Objection("info.version is " + next, "info.version is " + version
					+ ", which leaves out versions: with these changes, " + next + " comes after " + released + "."));
		}
		if (changeLog != null && comparison.weight() == Weight.BREAKING && !changeLog.announcesBreaking()) {
			objections.add(new Objection("the change log says what clients have to do",
					"A breaking change needs a line under `## Unreleased` in " + changeLog.name()
							+ " that begins with `- **Breaking:**` and says what clients have to do."));
		}
		return new Verdict(comparison, least, List.copyOf(objections),
				(changeLog != null) ? changeLog.breaking() : null);
	}

	private static List<Objection> forms(ContractComparison comparison) {
		return Stream
			.concat(comparison.isFirst() ? Stream.of() : Stream.of(comparison.predecessor()),
					Stream.of(comparison.after()))
			.filter((contract) -> Version.parse(contract.version()) == null)
			.map(Verdict::form)
			.toList();
	}

	private static Objection form(Contract contract) {
		return new Objection(FORM, "info.version of " + contract.source() + " is " + Version.show(contract.version())
				+ ", which is no version of the form 1.2.3.");
	}

	/** The versions that may come next, the least first. */
	private static String next(Version released, @Nullable Weight weight) {
		Version least = released.after(weight);
		List<String> versions = Stream.of(Weight.WORDING, Weight.ADDITION, Weight.BREAKING)
			.map(released::after)
			.filter((version) -> version.compareTo(least) >= 0)
			.map(Version::toString)
			.toList();
		int last = versions.size() - 1;
		return (last == 0) ? versions.getFirst()
				: String.join(", ", versions.subList(0, last)) + " or " + versions.getLast();
	}

	private static String deserved(ContractComparison comparison) {
		return switch (comparison.weight()) {
			case null -> "no changes";
			case BREAKING -> "the breaking changes";
			case ADDITION -> "the additions";
			case WORDING -> "the changes of wording";
		};
	}

	/**
	 * Why the contract may not follow.
	 * @return sentences, none if it may
	 */
	public List<String> refusals() {
		return this.objections.stream().map(Objection::reason).toList();
	}

	public boolean isAllowed() {
		return this.objections.isEmpty();
	}

}
