package io.tagapi.spec.lint;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;

/**
 * Rules on operations.
 */
final class OperationRules {

	private static final Set<String> VERBS = Set.of(Resources.text(OperationRules.class, "verbs.txt").split("\\s+"));

	private static final Pattern VERB_AND_NOUN = Pattern.compile("(bulk)?([A-Za-z][a-z]*)[A-Z][A-Za-z0-9]*");

	private OperationRules() {
	}

	/** Generated methods are named after operations. */
	static void verbAndNoun(Contract contract, BiConsumer<Part, String> breach) {
		for (Operation operation : Operation.all(contract)) {
			Part id = operation.part().get("operationId");
			Matcher matcher = VERB_AND_NOUN.matcher((id != null) ? id.text() : "");
			if (id == null || !matcher.matches() || !Character.isLowerCase(id.text().charAt(0))) {
				breach.accept((id != null) ? id : operation.part(),
						"the operationId is not verb and noun, as in listTags");
			}
			else if (!VERBS.contains(matcher.group(2).toLowerCase(Locale.ROOT))) {
				breach.accept(id, "the operationId begins with '" + matcher.group(2)
						+ "', which is none of the verbs in verbs.txt; add it there if it is one");
			}
		}
	}

	/** No call without a tenant. */
	static void customer(Contract contract, BiConsumer<Part, String> breach) {
		for (Operation operation : Operation.all(contract)) {
			Part customer = operation.parameters().get("query customerId");
			Part required = (customer != null) ? customer.get("required") : null;
			if (required == null || !required.isTrue()) {
				breach.accept(operation.part(), "the required query parameter customerId is missing");
			}
		}
	}

	/** No call without a token, and no token without a scope. */
	static void security(Contract contract, BiConsumer<Part, String> breach) {
		for (Operation operation : Operation.all(contract)) {
			Part security = operation.part().get("security");
			if (security == null || security.items().isEmpty()) {
				breach.accept(operation.part(), "the operation names no security of its own");
				continue;
			}
			for (Part requirement : security.items()) {
				if (requirement.entries().isEmpty()) {
					breach.accept(requirement, "the operation can be called without a token");
				}
				requirement.entries().forEach((scheme, scopes) -> scopes(contract, scheme, scopes, breach));
			}
		}
	}

	private static void scopes(Contract contract, String scheme, Part scopes, BiConsumer<Part, String> breach) {
		Part flows = contract.find("/components/securitySchemes/" + scheme + "/flows");
		if (flows == null || scopes.items().isEmpty()) {
			breach.accept(scopes, "'" + scheme + "' must be an OAuth 2.0 scheme with scopes");
			return;
		}
		List<Part> granted = flows.entries()
			.values()
			.stream()
			.map((flow) -> flow.get("scopes"))
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
		for (Part scope : scopes.items()) {
			if (!granted.stream().allMatch((flow) -> flow.get(scope.text()) != null)) {
				breach.accept(scope, "no flow grants the scope " + scope.text());
			}
		}
	}

}
