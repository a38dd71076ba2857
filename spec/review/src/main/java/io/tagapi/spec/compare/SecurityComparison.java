package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a client must present. The requirements of a list are alternatives; one
 * of them asks for all its schemes with all their scopes.
 */
final class SecurityComparison {

	/**
	 * Beyond this many combinations of flows the flows of a scheme are compared as one.
	 */
	private static final int MOST_COMBINATIONS = 64;

	private final Changes changes;

	private final UnnamedSchemes before;

	private final UnnamedSchemes after;

	SecurityComparison(Changes changes, UnnamedSchemes before, UnnamedSchemes after) {
		this.changes = changes;
		this.before = before;
		this.after = after;
	}

	void compare(Pair security, Spot spot) {
		Set<Set<Credential>> old = alternatives(this.before, security.before());
		Set<Set<Credential>> now = alternatives(this.after, security.after());
		Spot here = spot.on(security).at("security");
		if (!areEnough(old, now)) {
			this.changes.add(BreakingRule.SECURITY_TIGHTENED, here, show(security.before()), show(security.after()));
		}
		else if (!areEnough(now, old)) {
			this.changes.add(HarmlessRule.SECURITY_LOOSENED, here, show(security.before()), show(security.after()));
		}
		else if (security.differs() && !show(security.before()).equals(show(security.after())) && !old.equals(now)) {
			this.changes.add(HarmlessRule.INFORMATION_CHANGED, here, show(security.before()), show(security.after()));
		}
	}

	/** Whether each of the alternatives satisfies one of those that are required. */
	private static boolean areEnough(Set<Set<Credential>> presented, Set<Set<Credential>> required) {
		return presented.stream()
			.allMatch((some) -> required.stream()
				.anyMatch((all) -> all.stream().allMatch((one) -> some.stream().anyMatch(one::isSatisfiedBy))));
	}

	private static Set<Set<Credential>> alternatives(UnnamedSchemes unnamed, @Nullable Part security) {
		Set<Set<Credential>> alternatives = new LinkedHashSet<>();
		for (Part requirement : Pair.items(security)) {
			List<Set<Credential>> combined = new ArrayList<>(List.of(Set.of()));
			requirement.entries().forEach((name, scopes) -> {
				List<Set<Credential>> more = new ArrayList<>();
				List<Credential> credentials = Stream
					.concat(Credential.all(unnamed.contract(), name, scopes).stream(),
							unnamed.credentials(name, scopes))
					.toList();
				if (combined.size() * credentials.size() > MOST_COMBINATIONS) {
					credentials = List.of(Credential.together(credentials));
				}
				for (Credential credential : credentials) {
					combined.forEach((some) -> {
						Set<Credential> with = new LinkedHashSet<>(some);
						with.add(credential);
						more.add(with);
					});
				}
				combined.clear();
				combined.addAll(more);
			});
			alternatives.addAll(combined);
		}
		return alternatives.isEmpty() ? Set.of(Set.of()) : alternatives;
	}

	private static String show(@Nullable Part security) {
		List<Part> alternatives = Pair.items(security);
		return alternatives.isEmpty() ? "nothing"
				: alternatives.stream().map(SecurityComparison::showOne).collect(Collectors.joining(", or "));
	}

	private static String showOne(Part requirement) {
		return requirement.entries().isEmpty() ? "nothing"
				: requirement.entries()
					.entrySet()
					.stream()
					.map((scheme) -> scheme.getValue().items().isEmpty() ? scheme.getKey() : scheme.getKey() + " with "
							+ scheme.getValue().items().stream().map(Part::text).collect(Collectors.joining(" and ")))
					.collect(Collectors.joining(" and "));
	}

}
