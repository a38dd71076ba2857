package io.tagapi.spec.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;

/**
 * Rules on what tells operations apart.
 */
final class PathRules {

	private PathRules() {
	}

	/** Generated methods are named after operations. */
	static void uniqueIds(Contract contract, BiConsumer<Part, String> breach) {
		Map<String, Operation> byId = new HashMap<>();
		for (Operation operation : Operation.all(contract)) {
			Operation other = byId.putIfAbsent(operation.id(), operation);
			if (other != null) {
				breach.accept(operation.part(), "the operationId is that of " + other.title());
			}
		}
	}

	/** A call does not have the names of path parameters. */
	static void distinctPaths(Contract contract, BiConsumer<Part, String> breach) {
		Map<String, Part> byTemplate = new HashMap<>();
		Part paths = contract.root().get("paths");
		(paths != null ? paths.entries() : Map.<String, Part>of()).forEach((path, item) -> {
			Part other = byTemplate.putIfAbsent(path.replaceAll("\\{[^}]*}", "{}"), item);
			if (other != null) {
				breach.accept(item, "no call can tell the path from " + other.name());
			}
		});
	}

}
