package io.tagapi.spec.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the addresses of an operation. Generated clients call the first one, with the
 * defaults of its variables; their users may have chosen another.
 */
final class ServersComparison {

	/**
	 * Beyond this many combinations the values of a variable are told within the address.
	 */
	private static final int MOST_ADDRESSES = 1_000;

	/** What stands in an address for a variable that can have any value. */
	private static final String ANY = "<any>";

	private static final Pattern HOST = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)");

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
		if (!before.stream().allMatch((address) -> isAmong(address, after))
				|| !before.iterator().next().equals(after.iterator().next())) {
			this.changes.add(BreakingRule.BASE_PATH_CHANGED, here, old, now);
		}
		else if (!before.equals(after)) {
			this.changes.add(HarmlessRule.SERVER_ADDED, here, old, now);
		}
		else if (servers.inBoth() && servers.differs()) {
			this.changes.add(HarmlessRule.INFORMATION_CHANGED, here);
		}
	}

	/** Whether an address is one of some, which may leave parts of it open. */
	private static boolean isAmong(String address, Set<String> addresses) {
		return addresses.contains(address) || addresses.stream()
			.filter((other) -> other.contains(ANY))
			.anyMatch((other) -> address
				.matches(Stream.of(other.split(ANY, -1)).map(Pattern::quote).collect(Collectors.joining(".*"))));
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
			Set<String> values = values(variable.getValue());
			boolean tooMany = values.size() * addresses.size() > MOST_ADDRESSES;
			for (String value : tooMany ? Set.of("<" + String.join(", ", values) + ">") : values) {
				addresses.forEach((address) -> substituted.add(address.replace("{" + variable.getKey() + "}", value)));
			}
			addresses = substituted;
		}
		Set<String> plain = new LinkedHashSet<>();
		addresses.forEach((address) -> plain.add(plain(address)));
		return plain;
	}

	/** The default, and all others; any value for a variable without a list of them. */
	private static Set<String> values(Part variable) {
		Set<String> values = new LinkedHashSet<>(List.of(variable.require("default").text()));
		List<Part> listed = Pair.items(variable.get("enum"));
		listed.forEach((value) -> values.add(value.text()));
		if (listed.isEmpty()) {
			values.add(ANY);
		}
		return values;
	}

	/**
	 * Without what says nothing: the case of a host, its usual port, a slash at the end.
	 */
	private static String plain(String address) {
		Matcher host = HOST.matcher(address);
		String plain = address;
		if (host.lookingAt() && !host.group(2).contains("<")) {
			String scheme = host.group(1).toLowerCase(Locale.ROOT);
			String port = switch (scheme) {
				case "http" -> ":80";
				case "https" -> ":443";
				default -> "none";
			};
			String name = host.group(2).toLowerCase(Locale.ROOT);
			plain = scheme + "://" + (name.endsWith(port) ? name.substring(0, name.length() - port.length()) : name)
					+ address.substring(host.end());
		}
		return (plain.length() > 1 && plain.endsWith("/")) ? plain.substring(0, plain.length() - 1) : plain;
	}

}
