package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.swagger.v3.oas.models.Operation;
import io.tagapi.spec.document.Contract;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;

/**
 * The opinion of openapi-diff.
 */
final class OpenApiDiff {

	/** What it takes for breaking although clients that work go on working. */
	private static final Set<Rule> MISTAKEN = Set.of(HarmlessRule.REQUEST_BODY_OPTIONAL,
			HarmlessRule.RESPONSE_HEADER_REQUIRED, HarmlessRule.REQUEST_PATTERN_REMOVED);

	private OpenApiDiff() {
	}

	/**
	 * What openapi-diff calls incompatible.
	 * @param before the older contract
	 * @param after the newer contract
	 * @return the operationIds, or "the contract"; empty if all is compatible
	 */
	static List<String> objections(Contract before, Contract after) {
		ChangedOpenApi changes = OpenApiCompare.fromContents(before.text(), after.text());
		if (!changes.isIncompatible()) {
			return List.of();
		}
		List<String> operations = new ArrayList<>();
		changes.getMissingEndpoints()
			.forEach((gone) -> operations.add(name(gone.getOperation(), gone.getMethod() + " " + gone.getPathUrl())));
		changes.getChangedOperations()
			.stream()
			.filter(ChangedOperation::isIncompatible)
			.forEach((changed) -> operations
				.add(name(changed.getNewOperation(), changed.getHttpMethod() + " " + changed.getPathUrl())));
		return operations.isEmpty() ? List.of("the contract") : operations;
	}

	private static String name(Operation operation, String title) {
		return Objects.requireNonNullElse(operation.getOperationId(), title);
	}

	/** The objections that are left after those that rest on a known mistake. */
	static List<String> serious(List<String> objections, List<Change> ours) {
		List<String> serious = new ArrayList<>(objections);
		ours.stream()
			.filter((change) -> MISTAKEN.contains(change.rule()))
			.forEach((change) -> serious.removeAll(change.operations()));
		return serious;
	}

}
