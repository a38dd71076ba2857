package io.tagapi.spec.compare;

import java.util.Set;

/**
 * Compares the responses of one operation.
 */
final class ResponsesComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("headers", "content", "links");

	private static final Set<String> HEADER_COMPARED_ELSEWHERE = Set.of("required", "schema");

	private final Changes changes;

	ResponsesComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair responses, Spot spot) {
		for (String status : responses.keys()) {
			Pair response = responses.get(status).resolved();
			Spot here = spot.at("response " + Spot.code(status));
			if (response.isRemoved()) {
				this.changes.add(BreakingRule.RESPONSE_REMOVED, here);
			}
			else if (response.isAdded()) {
				this.changes.add(HarmlessRule.RESPONSE_ADDED, here);
			}
			else {
				response(response, here);
			}
		}
	}

	private void response(Pair response, Spot spot) {
		Pair headers = response.get("headers");
		for (String name : headers.keys()) {
			header(headers.get(name).resolved(), spot.at("header " + Spot.code(name) + " of " + spot.place()));
		}
		Pair content = response.get("content");
		for (String mediaType : content.keys()) {
			codes(content.get(mediaType), spot);
		}
		new ContentComparison(this.changes).compare(content, spot);
		links(response.get("links"), spot);
		new Remainder(this.changes).compare(response, COMPARED_ELSEWHERE, spot);
	}

	private void header(Pair header, Spot spot) {
		if (header.isRemoved()) {
			this.changes.add(BreakingRule.RESPONSE_HEADER_REMOVED, spot);
		}
		else if (header.isAdded()) {
			this.changes.add(HarmlessRule.RESPONSE_HEADER_ADDED, spot);
		}
		else {
			Pair required = header.get("required");
			if (required.trueBefore() != required.trueAfter()) {
				this.changes.add(required.trueAfter() ? HarmlessRule.RESPONSE_HEADER_REQUIRED
						: BreakingRule.RESPONSE_HEADER_OPTIONAL, spot);
			}
			new SchemaComparison(this.changes).compare(header.get("schema"), spot);
			new Remainder(this.changes).compare(header, HEADER_COMPARED_ELSEWHERE, spot);
		}
	}

	private void links(Pair links, Spot spot) {
		for (String name : links.keys()) {
			Pair link = links.get(name).resolved();
			if (link.isAdded()) {
				this.changes.add(HarmlessRule.LINK_ADDED, spot.at("link " + Spot.code(name) + " of " + spot.place()));
			}
			else {
				new Remainder(this.changes).compare("link " + name, link, spot);
			}
		}
	}

	private void codes(Pair body, Spot spot) {
		if (body.inBoth()) {
			for (String code : Examples.codes(body.before())) {
				if (!Examples.codes(body.after()).contains(code)) {
					this.changes.add(BreakingRule.ERROR_CODE_HIDDEN, spot, code, null);
				}
			}
		}
	}

}
