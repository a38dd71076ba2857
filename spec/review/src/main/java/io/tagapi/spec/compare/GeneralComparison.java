package io.tagapi.spec.compare;

import java.util.Set;

import io.tagapi.spec.document.Contract;

/**
 * What concerns the whole contract: its version of OpenAPI, servers, tags and security
 * schemes.
 */
final class GeneralComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("openapi", "info", "externalDocs", "servers", "tags",
			"security", "paths", "components", "webhooks");

	private final Changes changes;

	private final Remainder remainder;

	GeneralComparison(Changes changes) {
		this.changes = changes;
		this.remainder = new Remainder(changes);
	}

	void compare(Contract before, Contract after) {
		Pair roots = new Pair(before.root(), after.root());
		information("openapi", roots.get("openapi"));
		info(roots.get("info"));
		this.remainder.text(roots, Spot.contract("the contract"), "externalDocs");
		tags(roots.get("tags"));
		new CallbacksComparison(this.changes).webhooks(roots.get("webhooks"), Spot.contract("webhooks"));
		new SecuritySchemes(this.changes).compare(roots.get("components").get("securitySchemes"),
				new UnnamedSchemes(before));
		this.remainder.compare(roots, COMPARED_ELSEWHERE, Spot.contract("the contract"));
	}

	private void information(String key, Pair value) {
		if (value.differs()) {
			this.changes.add(HarmlessRule.INFORMATION_CHANGED, Spot.contract(Spot.code(key)), value.textBefore(),
					value.textAfter());
		}
	}

	private void info(Pair info) {
		Spot spot = Spot.contract("`info`");
		for (String key : info.keys()) {
			Pair value = info.get(key);
			if (!key.equals("version") && value.differs()) {
				Rule rule = Remainder.WORDING.contains(key) ? HarmlessRule.WORDING_CHANGED
						: HarmlessRule.INFORMATION_CHANGED;
				this.changes.add(rule, spot.within("." + key), value.textBefore(), value.textAfter());
			}
		}
	}

	private void tags(Pair tags) {
		if (tags.differs()) {
			this.changes.add(HarmlessRule.WORDING_CHANGED, Spot.contract("`tags`"), tags.textBefore(),
					tags.textAfter());
		}
	}

}
