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
		Grammar.of(contract).walk(contract, (kind, part) -> {
			Part reference = part.get("$ref");
			if (reference != null && !reference.isMap()) {
				follow(contract, reference);
			}
		});
	}

	private static void follow(Contract contract, Part reference) {
		Set<String> seen = new HashSet<>();
		String target = reference.text();
		while (target != null) {
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
			target = found.reference();
		}
	}

	private static UnreadableContractException problem(Contract contract, Part reference, String problem) {
		return new UnreadableContractException(contract.source(), reference.line(), problem);
	}

}
