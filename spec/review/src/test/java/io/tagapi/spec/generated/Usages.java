package io.tagapi.spec.generated;

import java.util.HashSet;
import java.util.Set;

import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;
import io.tagapi.spec.generated.Mutation.Usage;

/**
 * Which parts of a contract clients send, and which they read.
 */
final class Usages {

	private final Set<String> requests = new HashSet<>();

	private final Set<String> responses = new HashSet<>();

	Usages(Contract contract) {
		for (Operation operation : Operation.all(contract)) {
			operation.parameters().values().forEach((parameter) -> visit(parameter, this.requests));
			Part body = operation.part().get("requestBody");
			if (body != null) {
				visit(body, this.requests);
			}
			visit(operation.part().require("responses"), this.responses);
		}
	}

	private static void visit(Part part, Set<String> seen) {
		if (!seen.add(part.pointer())) {
			return;
		}
		if (part.reference() != null) {
			visit(part.resolved(), seen);
		}
		part.entries().values().forEach((child) -> visit(child, seen));
		part.items().forEach((child) -> visit(child, seen));
	}

	Usage of(String pointer) {
		return new Usage(this.requests.contains(pointer), this.responses.contains(pointer));
	}

}
