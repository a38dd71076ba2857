package io.tagapi.spec.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;

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

	private static String meaning(Part scheme) {
		Pair pair = new Pair(null, scheme);
		return String.join(" ", scheme.require("type").text(),
				String.valueOf(pair.get("scheme").textAfter()).toLowerCase(Locale.ROOT),
				String.valueOf(pair.get("in").textAfter()), String.valueOf(pair.get("name").textAfter()),
				String.valueOf(pair.get("openIdConnectUrl").textAfter()));
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
