package io.tagapi.spec.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the addresses of an operation. Generated clients call the first one, with the
 * defaults of its variables; their users may have chosen another.
 */
final class ServersComparison {

	/** Beyond this many combinations of variables the template stands for them. */
	private static final int MOST_ADDRESSES = 100;

	private final Changes changes;

	ServersComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair servers, Spot spot) {
		Set<String> before = addresses(servers.before());
		Set<String> after = addresses(servers.after());
		Spot here = spot.on(servers).at("`servers`");
		String old = String.join(", ", before);
		String now = String.join(", ", after);
		if (!after.containsAll(before) || !before.iterator().next().equals(after.iterator().next())) {
			this.changes.add(BreakingRule.BASE_PATH_CHANGED, here, old, now);
		}
		else if (!before.equals(after)) {
			this.changes.add(HarmlessRule.SERVER_ADDED, here, old, now);
		}
		else if (servers.inBoth() && servers.differs()) {
			this.changes.add(HarmlessRule.INFORMATION_CHANGED, here);
		}
	}

	/** All addresses, the one that clients call first. */
	private static Set<String> addresses(@Nullable Part servers) {
		Set<String> addresses = new LinkedHashSet<>();
		for (Part server : Pair.items(servers)) {
			addresses.addAll(addresses(server.require("url").text(), Pair.entries(server.get("variables"))));
		}
		return addresses.isEmpty() ? Set.of("/") : addresses;
	}

	private static Set<String> addresses(String url, Map<String, Part> variables) {
		Set<String> addresses = new LinkedHashSet<>(List.of(url));
		for (Map.Entry<String, Part> variable : variables.entrySet()) {
			Set<String> substituted = new LinkedHashSet<>();
			for (String value : values(variable.getKey(), variable.getValue())) {
				addresses.forEach((address) -> substituted.add(address.replace("{" + variable.getKey() + "}", value)));
			}
			addresses = (substituted.size() <= MOST_ADDRESSES) ? substituted : addresses;
		}
		Set<String> plain = new LinkedHashSet<>();
		addresses.forEach((address) -> plain.add(withoutSlash(address)));
		return plain;
	}

	/** The default, and all others; any value for a variable without a list of them. */
	private static Set<String> values(String name, Part variable) {
		Set<String> values = new LinkedHashSet<>(List.of(variable.require("default").text()));
		List<Part> listed = Pair.items(variable.get("enum"));
		listed.forEach((value) -> values.add(value.text()));
		if (listed.isEmpty()) {
			values.add("<any " + name + ">");
		}
		return values;
	}

	private static String withoutSlash(String address) {
		return (address.length() > 1 && address.endsWith("/")) ? address.substring(0, address.length() - 1) : address;
	}

}
