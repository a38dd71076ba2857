package io.tagapi.spec.compare;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Compares what a single value is: its type, format and pattern, and whether it can be
 * null.
 */
final class ValueComparison {

	/** Formats of texts that generated code does not tell from any text. */
	private static final Set<String> TEXTS = Set.of("email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6",
			"json-pointer", "relative-json-pointer", "regex", "uri-template");

	/** Formats that say how a form asks for the text, and nothing about it. */
	private static final Set<String> HINTS = Set.of("password");

	private final Changes changes;

	ValueComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		Spot here = spot.on(before.first("type"), after.first("type"));
		changed(BreakingRule.TYPE_CHANGED, types(before.types()), types(after.types()), here);
		changed(BreakingRule.TYPE_CHANGED, before.isSet() ? "set" : "list", after.isSet() ? "set" : "list",
				spot.on(before.first("uniqueItems"), after.first("uniqueItems")));
		formats(before.formats(), after.formats(), spot.on(before.first("format"), after.first("format")));
		nullable(before.isNullable(), after.isNullable(), spot.on(before.first("nullable"), after.first("nullable")));
		patterns(before.patterns(), after.patterns(), spot.on(before.first("pattern"), after.first("pattern")));
	}

	private void changed(Rule rule, @Nullable String before, @Nullable String after, Spot spot) {
		if (!Objects.equals(before, after)) {
			this.changes.add(rule, spot, before, after);
		}
	}

	private static String types(@Nullable Set<String> types) {
		return (types == null) ? "any type" : String.join(" or ", types);
	}

	private static @Nullable String show(@Nullable Collection<String> texts) {
		return (texts == null || texts.isEmpty()) ? null : String.join(" and ", texts);
	}

	/** Formats for which generated code has the type of any text only limit it. */
	private void formats(Set<String> before, Set<String> after, Spot spot) {
		Set<String> differ = new TreeSet<>(before);
		differ.addAll(after);
		differ.removeIf((format) -> before.contains(format) && after.contains(format));
		boolean loosened = before.containsAll(after);
		if (HINTS.containsAll(differ)) {
			changed(HarmlessRule.INFORMATION_CHANGED, show(before), show(after), spot);
		}
		else if (TEXTS.containsAll(differ) && (loosened || after.containsAll(before))) {
			this.changes.add(LimitComparison.rule(!loosened, spot), spot, showFormat(before), showFormat(after));
		}
		else {
			changed(BreakingRule.FORMAT_CHANGED, show(before), show(after), spot);
		}
	}

	private static String showFormat(Set<String> formats) {
		return formats.isEmpty() ? "no format" : "format " + show(formats);
	}

	private void nullable(boolean was, boolean is, Spot spot) {
		if (is && !was) {
			this.changes.add(spot.isRequest() ? HarmlessRule.REQUEST_NULL_ALLOWED : BreakingRule.RESPONSE_NULL_POSSIBLE,
					spot);
		}
		else if (was && !is) {
			this.changes.add(spot.isRequest() ? BreakingRule.REQUEST_NULL_REFUSED : HarmlessRule.RESPONSE_NULL_EXCLUDED,
					spot);
		}
	}

	private void patterns(Set<String> before, Set<String> after, Spot spot) {
		if (before.equals(after)) {
			return;
		}
		Rule rule = switch (TextPattern.Relation.of(before, after)) {
			case SAME -> HarmlessRule.PATTERN_REWRITTEN;
			case WIDER -> !spot.isRequest() ? BreakingRule.PATTERN_CHANGED
					: after.isEmpty() ? HarmlessRule.REQUEST_PATTERN_REMOVED : HarmlessRule.REQUEST_PATTERN_WIDENED;
			case NARROWER -> spot.isRequest() ? BreakingRule.PATTERN_CHANGED : HarmlessRule.RESPONSE_PATTERN_NARROWED;
			case DIFFERENT -> BreakingRule.PATTERN_CHANGED;
		};
		this.changes.add(rule, spot, show(before), show(after));
	}

}
