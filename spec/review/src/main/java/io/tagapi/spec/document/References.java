package io.tagapi.spec.document;

import java.util.HashSet;
import java.util.Set;

/**
 * Checks that references lead somewhere.
 */
final class References {

	private References() {
	}

	static void check(Contract contract) {
		Grammar grammar = Grammar.of(contract);
		grammar.walk(contract, (kind, part) -> {
			Part reference = part.get("$ref");
			if (reference != null && !reference.isMap()) {
				check(contract, reference, kind, follow(contract, reference), grammar);
			}
		});
	}

	/** What is written where OpenAPI knows no object can be anything. */
	private static void check(Contract contract, Part reference, String kind, Part target, Grammar grammar) {
		String other = grammar.kind(target);
		// A header is a parameter without a name and a place, so that one may stand for
		// it.
		boolean isSame = other == null || other.equals(kind) || (kind.equals("Header") && other.equals("Parameter"));
		boolean isSchema = kind.equals("Schema") && !target.isMap() && target.value() instanceof Boolean;
		if (!isSame || (!target.isMap() && !isSchema)) {
			throw problem(contract, reference,
					reference.text() + " leads to "
							+ (target.isMap() && other != null ? GrammarCheck.article(other) : "a value") + ", not to "
							+ GrammarCheck.article(kind));
		}
	}

	private static Part follow(Contract contract, Part reference) {
		Set<String> seen = new HashSet<>();
		String target = reference.text();
		while (true) {
			if (target.startsWith("#") && target.length() > 1 && !target.startsWith("#/")) {
				throw problem(contract, reference,
						target + " is an anchor; write the place, as in #/components/schemas/Name");
			}
			if (!target.startsWith("#/") && !target.equals("#")) {
				throw problem(contract, reference, target + " leads out of the file; the contract is one file");
			}
			if (!seen.add(target)) {
				throw problem(contract, reference, target + " leads back to itself");
			}
			Part found = contract.find(Pointers.decode(target.substring(1)));
			if (found == null) {
				throw problem(contract, reference, "dangling reference: there is no " + target);
			}
			String next = found.reference();
			if (next == null) {
				return found;
			}
			target = next;
		}
	}

	private static UnreadableContractException problem(Contract contract, Part reference, String problem) {
		return new UnreadableContractException(contract.source(), reference.line(), problem);
	}

}
