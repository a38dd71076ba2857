package io.tagapi.spec.compare;

import java.util.Set;

import org.apache.lucene.util.automaton.Automata;
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

	/** The texts that all patterns match, or null if some pattern cannot be compared. */
	static @Nullable TextPattern of(Set<String> patterns) {
		try {
			Automaton texts = Automata.makeAnyString();
			for (String pattern : patterns) {
				texts = Operations.intersection(texts, new PatternParser(pattern).parse());
			}
			return new TextPattern(texts);
		}
		catch (UnsupportedOperationException | TooComplexToDeterminizeException ex) {
			return null;
		}
	}

	/**
	 * Whether this matches all that the other matches.
	 * @param other other patterns
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

	/** Whether a text matches; true if that cannot be decided. */
	static boolean mayMatch(Set<String> patterns, String text) {
		TextPattern pattern = of(patterns);
		return pattern == null || pattern.matches(text);
	}

	boolean matches(String text) {
		return !Operations.isEmpty(Operations.intersection(this.texts, Automata.makeString(text)));
	}

	/** How the texts of two sets of patterns relate. */
	enum Relation {

		SAME, WIDER, NARROWER, DIFFERENT;

		/**
		 * Compares patterns.
		 * @param before the older ones, all of which a text has to match
		 * @param after the newer ones
		 * @return how the newer ones relate to the older ones; different if nobody can
		 * tell
		 */
		static Relation of(Set<String> before, Set<String> after) {
			// More patterns allow less, even if nobody can read them.
			if (after.containsAll(before) || before.containsAll(after)) {
				boolean more = after.containsAll(before);
				return !more ? WIDER : before.containsAll(after) ? SAME : narrower(before, after);
			}
			TextPattern old = TextPattern.of(before);
			TextPattern now = TextPattern.of(after);
			if (old == null || now == null) {
				return DIFFERENT;
			}
			boolean wider = now.includes(old);
			boolean narrower = old.includes(now);
			return wider ? (narrower ? SAME : WIDER) : (narrower ? NARROWER : DIFFERENT);
		}

		private static Relation narrower(Set<String> before, Set<String> after) {
			TextPattern old = TextPattern.of(before);
			TextPattern now = TextPattern.of(after);
			return (old != null && now != null && now.includes(old)) ? SAME : NARROWER;
		}

	}

}
