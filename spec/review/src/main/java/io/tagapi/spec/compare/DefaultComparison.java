package io.tagapi.spec.compare;

import java.util.Objects;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a value is when it is left out. The server applies a default, whether it
 * stands in the schema or, so that generated clients do not send it, in words and under
 * <code>x-default</code>.
 */
final class DefaultComparison {

	private final Changes changes;

	DefaultComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(EffectiveSchema before, EffectiveSchema after, Spot spot) {
		Pair inSchema = before.keyword("default", after);
		Pair inWords = before.keyword("x-default", after);
		boolean moved = inSchema.isAdded() || inSchema.isRemoved();
		if (!Objects.equals(effective(inSchema.before(), inWords.before()),
				effective(inSchema.after(), inWords.after()))) {
			this.changes.add(
					inWords.isAdded() && inSchema.before() == null && inSchema.after() == null
							? HarmlessRule.INFORMATION_CHANGED : BreakingRule.DEFAULT_CHANGED,
					spot, show(inSchema.before(), inWords.before()), show(inSchema.after(), inWords.after()));
		}
		else if (moved) {
			this.changes.add(HarmlessRule.DEFAULT_MOVED, spot, show(inSchema.before(), inWords.before()),
					show(inSchema.after(), inWords.after()));
		}
	}

	private static @Nullable Object effective(@Nullable Part inSchema, @Nullable Part inWords) {
		Part part = (inSchema != null) ? inSchema : inWords;
		return (part != null) ? part.value() : null;
	}

	private static @Nullable String show(@Nullable Part inSchema, @Nullable Part inWords) {
		if (inSchema != null) {
			return "default " + inSchema.text();
		}
		return (inWords != null) ? "x-default " + inWords.text() : null;
	}

}
