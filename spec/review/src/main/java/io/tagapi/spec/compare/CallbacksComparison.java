package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares requests that the server sends to the client: callbacks and webhooks. Data go
 * the other way: the client reads the request, and sends the response.
 */
final class CallbacksComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("requestBody", "responses", "parameters",
			"operationId", "tags");

	private final Changes changes;

	CallbacksComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair callbacks, Spot spot) {
		requests(requests(callbacks.before(), true), requests(callbacks.after(), true), "callback", spot);
	}

	void webhooks(Pair webhooks, Spot spot) {
		requests(requests(webhooks.before(), false), requests(webhooks.after(), false), "webhook", spot);
	}

	/** The operations by their name and method, and the expression of the address. */
	private static Map<String, Part> requests(@Nullable Part holder, boolean byExpression) {
		Map<String, Part> requests = new LinkedHashMap<>();
		Pair.entries(holder).forEach((name, callback) -> {
			Map<String, Part> items = byExpression ? callback.resolved().entries() : Map.of("", callback);
			items.forEach((expression, item) -> {
				if (!expression.startsWith("x-")) {
					Operation.methods(item.resolved())
						.forEach((method, operation) -> requests.put(String.join(" ", name, method, expression).strip(),
								operation));
				}
			});
		});
		return requests;
	}

	private void requests(Map<String, Part> before, Map<String, Part> after, String kind, Spot spot) {
		for (String name : MediaTypes.names(before, after)) {
			Pair operation = new Pair(before.get(name), after.get(name));
			Spot here = spot.on(operation).at(kind + " " + Spot.code(name));
			if (operation.isAdded()) {
				this.changes.add(HarmlessRule.CALLBACK_ADDED, here);
			}
			else if (operation.isRemoved()) {
				this.changes.add(BreakingRule.CALLBACK_REMOVED, here);
			}
			else {
				compareOne(operation, here);
			}
		}
	}

	private void compareOne(Pair operation, Spot spot) {
		parameters(operation.get("parameters"), spot.responding());
		body(operation.get("requestBody").resolved(), spot.responding().at("request body of " + spot.place()));
		responses(operation.get("responses"), spot.requesting());
		new Remainder(this.changes).compare(operation, COMPARED_ELSEWHERE, spot);
	}

	private void body(Pair body, Spot spot) {
		Spot here = spot.on(body);
		if (body.isRemoved()) {
			this.changes.add(BreakingRule.REQUEST_BODY_REMOVED, here);
			return;
		}
		if (body.inBoth() && body.get("required").trueBefore() && !body.get("required").trueAfter()) {
			this.changes.add(BreakingRule.CALLBACK_BODY_OPTIONAL, here);
		}
		new ContentComparison(this.changes).compare(body.get("content"), here);
	}

	private void responses(Pair responses, Spot spot) {
		for (String status : responses.keys()) {
			if (status.startsWith("x-")) {
				continue;
			}
			Pair response = responses.get(status).resolved();
			Spot here = spot.on(response).at("response " + Spot.code(status) + " of " + spot.place());
			if (response.isRemoved()) {
				this.changes.add(BreakingRule.CALLBACK_RESPONSE_REMOVED, here);
			}
			else if (response.isAdded()) {
				this.changes.add(HarmlessRule.CALLBACK_RESPONSE_ADDED, here);
			}
			else {
				new HeaderComparison(this.changes).compareAll(response.get("headers"), here, here.place());
				new ContentComparison(this.changes).compare(response.get("content"), here);
				new Remainder(this.changes).compare("description", response.get("description"), here);
			}
		}
	}

	private void parameters(Pair parameters, Spot spot) {
		Map<String, Part> before = byName(parameters.before());
		Map<String, Part> after = byName(parameters.after());
		for (String name : MediaTypes.names(before, after)) {
			Pair parameter = new Pair(before.get(name), after.get(name));
			Spot here = spot.on(parameter).at(name + " of " + spot.place());
			if (parameter.isRemoved()) {
				this.changes.add(BreakingRule.RESPONSE_PROPERTY_REMOVED, here);
			}
			else if (parameter.isAdded()) {
				this.changes.add(HarmlessRule.PROPERTY_ADDED, here);
			}
			else {
				if (parameter.get("required").trueBefore() && !parameter.get("required").trueAfter()) {
					this.changes.add(BreakingRule.RESPONSE_PROPERTY_OPTIONAL, here);
				}
				Serialization.compare(parameter, this.changes, here);
				new SchemaComparison(this.changes).compare(parameter.get("schema"), here);
				new ContentComparison(this.changes).compare(parameter.get("content"), here);
			}
		}
	}

	private static Map<String, Part> byName(@Nullable Part parameters) {
		Map<String, Part> byName = new LinkedHashMap<>();
		for (Part parameter : Pair.items(parameters)) {
			String title = ParametersComparison.title(parameter.resolved());
			byName.put(title.startsWith("header ") ? title.toLowerCase(Locale.ROOT) : title, parameter.resolved());
		}
		return byName;
	}

}
