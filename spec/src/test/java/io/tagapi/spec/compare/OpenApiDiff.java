package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.models.PathItem;
import io.tagapi.spec.document.Contract;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;

/**
 * The opinion of openapi-diff.
 */
public final class OpenApiDiff {

	private OpenApiDiff() {
	}

	/**
	 * What openapi-diff calls incompatible.
	 * @param before the older contract
	 * @param after the newer contract
	 * @return the operations, or "the contract"; empty if all is compatible
	 */
	public static List<String> incompatibilities(Contract before, Contract after) {
		ChangedOpenApi changes = OpenApiCompare.fromContents(before.text(), after.text());
		if (!changes.isIncompatible()) {
			return List.of();
		}
		List<String> found = new ArrayList<>();
		changes.getMissingEndpoints()
			.forEach((endpoint) -> found.add(title(endpoint.getMethod(), endpoint.getPathUrl())));
		for (ChangedOperation operation : changes.getChangedOperations()) {
			if (operation.isIncompatible()) {
				found.add(title(operation.getHttpMethod(), operation.getPathUrl()));
			}
		}
		return found.isEmpty() ? List.of("the contract") : found;
	}

	private static String title(PathItem.HttpMethod method, String path) {
		return Spot.code(method + " " + path);
	}

}
