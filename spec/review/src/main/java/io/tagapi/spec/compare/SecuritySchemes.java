package io.tagapi.spec.compare;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares how clients get their tokens and send them.
 */
final class SecuritySchemes {

	/** What clients can do without. */
	private static final Set<String> HINTS = Set.of("bearerFormat", "refreshUrl", "deprecated", "oauth2MetadataUrl");

	private final Changes changes;

	private final Remainder remainder;

	SecuritySchemes(Changes changes) {
		this.changes = changes;
		this.remainder = new Remainder(changes);
	}

	void compare(Pair schemes, UnnamedSchemes unnamed) {
		for (String name : schemes.keys()) {
			Pair scheme = schemes.get(name).resolved();
			Spot spot = Spot.contract("security scheme " + Spot.code(name)).on(scheme);
			if (scheme.isRemoved() && unnamed.isUnused(name)) {
				this.changes.add(HarmlessRule.INFORMATION_CHANGED, spot, "present, and required nowhere", "removed");
			}
			else {
				scheme(scheme, schemes, spot);
			}
		}
	}

	private void scheme(Pair scheme, Pair schemes, Spot spot) {
		if (!addedOrRemoved(scheme, spot)) {
			for (String key : scheme.keys()) {
				if (key.equals("flows")) {
					flows(scheme.get(key), schemes, spot);
				}
				else if (!key.equals("name")
						|| !Objects.equals(Credential.name(scheme.before()), Credential.name(scheme.after()))) {
					detail(key, scheme.get(key), spot);
				}
			}
		}
	}

	private void flows(Pair flows, Pair schemes, Spot spot) {
		for (String name : flows.keys()) {
			Pair flow = flows.get(name);
			Spot here = spot.within("." + name).on(flow);
			if (flow.before() != null && flow.after() == null && isOffered(name, flow.before(), schemes.after())) {
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

	/** Whether some scheme gives the same tokens with the same scopes. */
	private static boolean isOffered(String name, Part flow, @Nullable Part schemes) {
		return Pair.entries(schemes).values().stream().anyMatch((scheme) -> {
			Part same = new Pair(null, scheme.resolved()).get("flows").get(name).after();
			return same != null && Credential.meaning(name, same).equals(Credential.meaning(name, flow))
					&& Pair.entries(same.get("scopes")).keySet().containsAll(Pair.entries(flow.get("scopes")).keySet());
		});
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
		else if (HINTS.contains(key) && (value.isAdded() || key.equals("bearerFormat"))) {
			if (value.differs()) {
				this.changes.add(HarmlessRule.INFORMATION_CHANGED, spot.within("." + key).on(value), value.textBefore(),
						value.textAfter());
			}
		}
		else if (key.equals("scheme") ? !lower(value.textBefore()).equals(lower(value.textAfter())) : value.differs()) {
			this.changes.add(BreakingRule.SECURITY_SCHEME_CHANGED, spot.within("." + key).on(value), value.textBefore(),
					value.textAfter());
		}
	}

	private static String lower(@Nullable String text) {
		return String.valueOf(text).toLowerCase(Locale.ROOT);
	}

}
