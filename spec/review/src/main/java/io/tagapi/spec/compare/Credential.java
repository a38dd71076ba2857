package io.tagapi.spec.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a client presents: a token that it got by one flow, a key, a
 * certificate.
 *
 * @param scheme the name of the security scheme
 * @param flow the name of the flow, empty if there are none
 * @param meaning how the client gets it and sends it, whatever the name of the scheme
 * @param scopes the scopes that it has
 */
record Credential(String scheme, String flow, String meaning, Set<String> scopes) {

	/** The credentials that satisfy a scheme, one for each flow. */
	static List<Credential> all(Contract contract, String name, Part scopes) {
		Set<String> names = scopes.items()
			.stream()
			.map(Part::text)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		Part schemes = contract.find("/components/securitySchemes");
		Part scheme = (schemes != null) ? schemes.get(name) : null;
		if (scheme == null) {
			return List.of(new Credential(name, "", name, names));
		}
		Part resolved = scheme.resolved();
		Part flows = resolved.get("flows");
		if (flows == null || flows.entries().isEmpty()) {
			return List.of(new Credential(name, "", meaning(resolved), names));
		}
		return flows.entries()
			.entrySet()
			.stream()
			.filter((flow) -> !flow.getKey().startsWith("x-"))
			.map((flow) -> new Credential(name, flow.getKey(), meaning(flow.getKey(), flow.getValue()), names))
			.toList();
	}

	/**
	 * All flows of a scheme as one, which is the same as another one with the same flows.
	 */
	static Credential together(List<Credential> credentials) {
		Credential first = credentials.getFirst();
		String meaning = credentials.stream().map(Credential::meaning).sorted().collect(Collectors.joining(", "));
		return new Credential(first.scheme, meaning, meaning, first.scopes);
	}

	private static String meaning(Part scheme) {
		Pair pair = new Pair(null, scheme);
		return String.join(" ", scheme.require("type").text(),
				String.valueOf(pair.get("scheme").textAfter()).toLowerCase(Locale.ROOT),
				String.valueOf(pair.get("in").textAfter()), String.valueOf(name(scheme)),
				String.valueOf(pair.get("openIdConnectUrl").textAfter()));
	}

	/** The name of a key; that of a header in small letters. */
	static @Nullable String name(@Nullable Part scheme) {
		Pair pair = new Pair(null, scheme);
		String name = pair.get("name").textAfter();
		return (name != null && "header".equals(pair.get("in").textAfter())) ? name.toLowerCase(Locale.ROOT) : name;
	}

	/** A flow by where tokens come from. */
	static String meaning(String name, Part flow) {
		Pair pair = new Pair(null, flow);
		return String.join(" ", name, String.valueOf(pair.get("authorizationUrl").textAfter()),
				String.valueOf(pair.get("tokenUrl").textAfter()));
	}

	/** Whether a client that presents the other one has what this asks for. */
	boolean isSatisfiedBy(Credential presented) {
		boolean sameScheme = presented.scheme.equals(this.scheme) && presented.flow.equals(this.flow);
		return (sameScheme || presented.meaning.equals(this.meaning)) && presented.scopes.containsAll(this.scopes);
	}

}
