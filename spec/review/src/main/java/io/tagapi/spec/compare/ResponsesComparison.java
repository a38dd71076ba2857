package io.tagapi.spec.compare;

import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the responses of one operation.
 */
final class ResponsesComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("headers", "content", "links");

	private final Changes changes;

	ResponsesComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair responses, Spot spot) {
		for (String status : responses.keys()) {
			if (status.startsWith("x-")) {
				new Remainder(this.changes).compare(status, responses.get(status), spot);
				continue;
			}
			Pair response = responses.get(status).resolved();
			Spot here = spot.on(response).at("response " + Spot.code(status));
			if (response.isRemoved()) {
				removed(status, responses, response, here);
			}
			else if (response.isAdded()) {
				added(status, responses, response, here);
			}
			else {
				response(response, here);
			}
		}
	}

	/** An error that a range or the default describes is still described. */
	private void removed(String status, Pair responses, Pair response, Spot spot) {
		Part range = responses.get(status.charAt(0) + "XX").after();
		boolean isError = status.startsWith("4") || status.startsWith("5");
		Part covering = (range != null || !isError) ? range : responses.get("default").after();
		if (covering != null) {
			this.changes.add(HarmlessRule.RESPONSE_MERGED, spot.on(response.before(), covering));
			response(new Pair(response.before(), covering.resolved()), spot);
		}
		else {
			this.changes.add(BreakingRule.RESPONSE_REMOVED, spot);
		}
	}

	/** A status that had been covered by a range or by the default is no new one. */
	private void added(String status, Pair responses, Pair response, Spot spot) {
		Pair covered = responses.get(status.charAt(0) + "XX");
		covered = (covered.before() != null) ? covered : responses.get("default");
		if (covered.before() != null) {
			response(new Pair(covered.before().resolved(), response.after()), spot);
		}
		boolean firstSuccess = Pair.entries(responses.before())
			.keySet()
			.stream()
			.noneMatch((key) -> key.startsWith("2"));
		this.changes.add((status.startsWith("2") && !firstSuccess) ? BreakingRule.SUCCESS_STATUS_ADDED
				: HarmlessRule.RESPONSE_ADDED, spot);
	}

	private void response(Pair response, Spot spot) {
		headers(response.get("headers"), spot);
		Pair content = response.get("content");
		for (String mediaType : content.keys()) {
			codes(content.get(mediaType).resolved(), spot);
		}
		new ContentComparison(this.changes).compare(content, spot);
		new LinksComparison(this.changes).compare(response.get("links"), spot);
		new Remainder(this.changes).compare(response, COMPARED_ELSEWHERE, spot);
	}

	private void headers(Pair headers, Spot spot) {
		Map<String, Part> before = MediaTypes.byName(headers.before());
		Map<String, Part> after = MediaTypes.byName(headers.after());
		for (String name : MediaTypes.names(before, after)) {
			Part named = (after.get(name) != null) ? after.get(name) : before.get(name);
			String title = (named != null) ? named.name() : name;
			// The content says it already, and OpenAPI ignores the header.
			if (!name.equals("content-type")) {
				Pair header = new Pair(before.get(name), after.get(name)).resolved();
				header(header, spot.on(header).at("header " + Spot.code(title) + " of " + spot.place()));
			}
		}
	}

	private void header(Pair header, Spot spot) {
		if (header.isRemoved()) {
			this.changes.add(BreakingRule.RESPONSE_HEADER_REMOVED, spot);
		}
		else if (header.isAdded()) {
			this.changes.add(HarmlessRule.RESPONSE_HEADER_ADDED, spot);
		}
		else {
			new HeaderComparison(this.changes).compare(header, spot);
		}
	}

	/** Whether bodies have a code from a list of known ones, and not any code. */
	private static boolean isCatalog(@Nullable Part schema) {
		Property code = NormalSchema.of(SchemaMembers.of(Pair.one(schema)), Spot.Direction.RESPONSE)
			.properties()
			.get("code");
		return code != null && SchemaMembers.of(code.schemas())
			.written()
			.stream()
			.anyMatch((part) -> part.get("x-extensible-enum") != null);
	}

	private void codes(Pair body, Spot spot) {
		if (body.inBoth() && isCatalog(body.get("schema").before())) {
			for (String code : Examples.codes(body.before())) {
				if (!Examples.codes(body.after()).contains(code)) {
					this.changes.add(BreakingRule.ERROR_CODE_HIDDEN, spot.on(body), code, null);
				}
			}
		}
	}

}
