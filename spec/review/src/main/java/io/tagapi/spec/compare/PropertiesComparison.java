package io.tagapi.spec.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the properties of an object, inherited ones included.
 */
final class PropertiesComparison {

	private final Changes changes;

	private final SchemaComparison schemas;

	PropertiesComparison(Changes changes, SchemaComparison schemas) {
		this.changes = changes;
		this.schemas = schemas;
	}

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		Set<String> names = new LinkedHashSet<>(after.properties().keySet());
		names.addAll(before.properties().keySet());
		names.addAll(after.required());
		names.addAll(before.required());
		Map<String, String> renamed = PropertyRenames.of(before, after, spot.direction());
		renamed.forEach((old, now) -> renamed(old, now, before, after, spot));
		for (String name : names) {
			if (!renamed.containsKey(name) && !renamed.containsValue(name)) {
				property(name, before, after, spot);
			}
		}
		order(before, after, spot);
	}

	/** A property that is gone, and one with the same schema that came: told as one. */
	private void renamed(String old, String now, NormalSchema before, NormalSchema after, Spot spot) {
		Property gone = before.properties().get(old);
		Property come = after.properties().get(now);
		if (gone != null && come != null) {
			Spot here = spot.within("." + old).on(part(gone), part(come));
			this.changes.add(BreakingRule.PROPERTY_RENAMED, here, old, now);
			this.schemas.compare(gone.schemas(), come.schemas(), spot.within("." + now).on(here.parts()));
		}
	}

	private void property(String name, NormalSchema before, NormalSchema after, Spot spot) {
		Property old = before.properties().get(name);
		Property now = after.properties().get(name);
		Spot here = spot.within("." + name).on(part(old), part(now));
		boolean wasThere = old != null && old.isVisible(spot.direction());
		boolean isThere = now != null && now.isVisible(spot.direction());
		if (wasThere && !isThere) {
			this.changes.add((now != null) ? BreakingRule.DIRECTION_LIMITED : removed(after, spot), here,
					(old != null && now != null) ? old.directions() : null, (now != null) ? now.directions() : null);
		}
		else if (now != null && isThere && !wasThere) {
			added(name, before, after, now, here);
		}
		else if (old != null && now != null) {
			if (isThere) {
				directions(old, now, here);
				required(before.required().contains(name), after.required().contains(name), here);
				this.schemas.compare(old.schemas(), now.schemas(), here);
			}
		}
		else if (old == null && now == null) {
			required(before.required().contains(name), after.required().contains(name), here);
		}
	}

	private static @Nullable Part part(@Nullable Property property) {
		return (property != null) ? property.schemas().getFirst() : null;
	}

	private static Rule removed(NormalSchema after, Spot spot) {
		return !spot.isRequest() ? BreakingRule.RESPONSE_PROPERTY_REMOVED
				: after.isClosed() ? BreakingRule.REQUEST_PROPERTY_REMOVED : BreakingRule.REQUEST_PROPERTY_IGNORED;
	}

	private void added(String name, NormalSchema before, NormalSchema after, Property property, Spot spot) {
		if (spot.isRequest() && after.required().contains(name)) {
			this.changes.add(BreakingRule.REQUIRED_PROPERTY_ADDED, spot);
		}
		else if (before.properties().containsKey(name)) {
			this.changes.add(HarmlessRule.DIRECTION_FREED, spot, null, property.directions());
		}
		else if (!spot.isRequest() && before.isClosed()) {
			this.changes.add(BreakingRule.PROPERTY_ADDED_TO_CLOSED, spot);
		}
		else {
			this.changes.add(HarmlessRule.PROPERTY_ADDED, spot);
			if (!before.additional().isEmpty()) {
				this.schemas.compare(before.additional(), property.schemas(), spot);
			}
		}
	}

	private void directions(Property old, Property now, Spot spot) {
		if (!old.sameDirections(now)) {
			boolean freed = (old.readOnly() && !now.readOnly()) || (old.writeOnly() && !now.writeOnly());
			this.changes.add(freed ? HarmlessRule.DIRECTION_FREED : HarmlessRule.INFORMATION_CHANGED, spot,
					old.directions(), now.directions());
		}
	}

	private void required(boolean was, boolean is, Spot spot) {
		if (was && !is) {
			this.changes.add(
					spot.isRequest() ? HarmlessRule.REQUEST_PROPERTY_OPTIONAL : BreakingRule.RESPONSE_PROPERTY_OPTIONAL,
					spot);
		}
		else if (is && !was) {
			this.changes.add(
					spot.isRequest() ? BreakingRule.REQUEST_PROPERTY_REQUIRED : HarmlessRule.RESPONSE_PROPERTY_REQUIRED,
					spot);
		}
	}

	private void order(NormalSchema before, NormalSchema after, Spot spot) {
		List<String> old = requiredOfBoth(before, after);
		List<String> now = requiredOfBoth(after, before);
		if (spot.isRequest() && !old.equals(now)) {
			this.changes.add(BreakingRule.REQUIRED_PROPERTIES_REORDERED, spot, String.join(", ", old),
					String.join(", ", now));
		}
	}

	private static List<String> requiredOfBoth(NormalSchema order, NormalSchema other) {
		return order.properties()
			.keySet()
			.stream()
			.filter((name) -> order.required().contains(name) && other.required().contains(name)
					&& other.properties().containsKey(name))
			.toList();
	}

}
