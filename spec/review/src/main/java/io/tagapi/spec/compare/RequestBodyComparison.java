package io.tagapi.spec.compare;

import java.util.Set;

/**
 * Compares the request body of one operation.
 */
final class RequestBodyComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("required", "content");

	private final Changes changes;

	RequestBodyComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair body, Spot spot) {
		Pair required = body.get("required");
		Spot here = spot.on(body);
		if (body.isRemoved()) {
			this.changes.add(BreakingRule.REQUEST_BODY_REMOVED, here);
		}
		else if (body.isAdded()) {
			this.changes.add(required.trueAfter() ? BreakingRule.REQUIRED_REQUEST_BODY_ADDED
					: HarmlessRule.OPTIONAL_REQUEST_BODY_ADDED, here);
		}
		else {
			if (required.trueAfter() != required.trueBefore()) {
				this.changes.add(
						required.trueAfter() ? BreakingRule.REQUEST_BODY_REQUIRED : HarmlessRule.REQUEST_BODY_OPTIONAL,
						here.on(required));
			}
			new ContentComparison(this.changes).compare(body.get("content"), here);
			new Remainder(this.changes).compare(body, COMPARED_ELSEWHERE, here);
		}
	}

}
