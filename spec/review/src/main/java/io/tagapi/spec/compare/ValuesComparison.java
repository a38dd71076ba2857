package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.List;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the values of closed enums, and the known values of open ones
 * (<code>x-extensible-enum</code>).
 */
final class ValuesComparison {

	private final Changes changes;

	ValuesComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(String keyword, Pair lists, Spot spot) {
		boolean closed = keyword.equals("enum");
		if (closed && !lists.inBoth()) {
			this.changes.add(lists.isAdded() ? BreakingRule.ENUM_CLOSED : BreakingRule.ENUM_OPENED, spot,
					lists.textBefore(), lists.textAfter());
			return;
		}
		Rule removed = closed ? BreakingRule.ENUM_VALUE_REMOVED : BreakingRule.KNOWN_VALUE_REMOVED;
		Rule added = !closed ? HarmlessRule.KNOWN_VALUE_ADDED
				: spot.isRequest() ? HarmlessRule.REQUEST_ENUM_VALUE_ADDED : BreakingRule.RESPONSE_ENUM_VALUE_ADDED;
		without(lists.before(), lists.after()).forEach((value) -> this.changes.add(removed, spot, value, null));
		without(lists.after(), lists.before()).forEach((value) -> this.changes.add(added, spot, null, value));
	}

	private static List<String> without(@Nullable Part list, @Nullable Part other) {
		List<String> values = new ArrayList<>(Pair.items(list).stream().map(Part::text).toList());
		values.removeAll(Pair.items(other).stream().map(Part::text).toList());
		return values;
	}

}
