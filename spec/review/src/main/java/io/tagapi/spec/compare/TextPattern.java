package io.tagapi.spec.compare;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a regular expression matches, whatever its spelling.
 */
final class TextPattern {

	/** How much to spend on a comparison before it counts as undecided. */
	static final int EFFORT = 200_000;

	private final Automaton texts;

	private TextPattern(Automaton texts) {
		this.texts = texts;
	}

	/**
	 * Reads a pattern.
	 * @param pattern a regular expression
	 * @return the pattern, or null if it is not one that can be compared
	 */
	static @Nullable TextPattern of(String pattern) {
		try {
			return new TextPattern(new PatternParser(pattern).parse());
		}
		catch (UnsupportedOperationException | TooComplexToDeterminizeException ex) {
			return null;
		}
	}

	/**
	 * Whether this matches all that the other matches.
	 * @param other another pattern
	 * @return false also if that cannot be decided with reasonable effort
	 */
	boolean includes(TextPattern other) {
		try {
			return Operations.isEmpty(Operations.minus(other.texts, this.texts, EFFORT));
		}
		catch (TooComplexToDeterminizeException ex) {
			return false;
		}
	}

	boolean matches(String text) {
		return Operations.run(Operations.determinize(this.texts, EFFORT), text);
	}

	/** How two patterns relate. */
	enum Relation {

		SAME, WIDER, NARROWER, DIFFERENT;

		/**
		 * Compares two patterns.
		 * @param before the older one
		 * @param after the newer one
		 * @return how the newer one relates to the older one; different if nobody can
		 * tell
		 */
		static Relation of(String before, String after) {
			TextPattern old = TextPattern.of(before);
			TextPattern now = TextPattern.of(after);
			if (before.equals(after)) {
				return SAME;
			}
			if (old == null || now == null) {
				return DIFFERENT;
			}
			boolean wider = now.includes(old);
			boolean narrower = old.includes(now);
			return wider ? (narrower ? SAME : WIDER) : (narrower ? NARROWER : DIFFERENT);
		}

	}

}
