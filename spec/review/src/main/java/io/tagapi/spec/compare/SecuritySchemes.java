package io.tagapi.spec.compare;

import java.util.Map;
import java.util.Objects;

import io.tagapi.spec.document.Part;

/**
 * Compares how clients get their tokens and send them.
 */
final class SecuritySchemes {

	private final Changes changes;

	private final Remainder remainder;

	SecuritySchemes(Changes changes) {
		this.changes = changes;
		this.remainder = new Remainder(changes);
	}

	void compare(Pair schemes) {
		for (String name : schemes.keys()) {
			scheme(schemes.get(name).resolved(), Pair.entries(schemes.after()),
					Spot.contract("security scheme " + Spot.code(name)));
		}
	}

	private void scheme(Pair scheme, Map<String, Part> schemesAfter, Spot spot) {
		if (!addedOrRemoved(scheme, spot)) {
			for (String key : scheme.keys()) {
				if (key.equals("flows")) {
					flows(scheme.get(key), schemesAfter, spot);
				}
				else {
					detail(key, scheme.get(key), spot);
				}
			}
		}
	}

	private void flows(Pair flows, Map<String, Part> schemesAfter, Spot spot) {
		for (String name : flows.keys()) {
			Pair flow = flows.get(name);
			Spot here = spot.within("." + name);
			if (flow.before() != null && flow.after() == null && has(schemesAfter, name, flow.before())) {
				this.changes.add(HarmlessRule.SECURITY_FLOW_MOVED, here);
			}
			else if (!addedOrRemoved(flow, here)) {
				for (String key : flow.keys()) {
					if (key.equals("scopes")) {
						scopes(flow.get(key), here);
					}
					else {
						detail(key, flow.get(key), here);
					}
				}
			}
		}
	}

	/** Whether some scheme has this very flow. */
	private static boolean has(Map<String, Part> schemes, String name, Part flow) {
		return schemes.values()
			.stream()
			.map((scheme) -> scheme.resolved().get("flows"))
			.filter(Objects::nonNull)
			.map((flows) -> Objects.requireNonNull(flows).get(name))
			.anyMatch((other) -> other != null && Objects.equals(other.value(), flow.value()));
	}

	private void scopes(Pair scopes, Spot spot) {
		for (String name : scopes.keys()) {
			Pair scope = scopes.get(name);
			Spot here = spot.at("scope " + Spot.code(name));
			if (!addedOrRemoved(scope, here) && scope.differs()) {
				this.changes.add(HarmlessRule.WORDING_CHANGED, here, scope.textBefore(), scope.textAfter());
			}
		}
	}

	private boolean addedOrRemoved(Pair pair, Spot spot) {
		if (pair.isRemoved()) {
			this.changes.add(BreakingRule.SECURITY_SCHEME_CHANGED, spot, "present", "removed");
		}
		else if (pair.isAdded()) {
			this.changes.add(HarmlessRule.SECURITY_SCHEME_EXTENDED, spot);
		}
		return !pair.inBoth();
	}

	private void detail(String key, Pair value, Spot spot) {
		if (Remainder.WORDING.contains(key) || key.startsWith("x-")) {
			this.remainder.compare(key, value, spot);
		}
		else if (value.differs()) {
			this.changes.add(BreakingRule.SECURITY_SCHEME_CHANGED, spot.within("." + key), value.textBefore(),
					value.textAfter());
		}
	}

}
