package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/**
 * Reads a regular expression of ECMA-262, as JSON Schema prescribes it, into an automaton
 * of the texts that it matches. Reads what regular languages can say: no references to
 * groups, no word boundaries, no flags.
 */
final class PatternParser {

	/** Beyond this many states nobody waits for a result. */
	private static final int MOST_STATES = 20_000;

	private static final int DEEPEST = 100;

	private static final Automaton ANY_TEXT = Operations.repeat(Automata.makeAnyChar());

	private final PatternReader in;

	private int depth;

	PatternParser(String pattern) {
		this.in = new PatternReader(pattern);
	}

	/**
	 * The texts in which the pattern is found.
	 * @return the automaton
	 * @throws UnsupportedOperationException if the pattern is not regular, or not read
	 * here
	 */
	Automaton parse() {
		Automaton alternatives = alternatives();
		if (!this.in.atEnd()) {
			throw this.in.unsupported();
		}
		return alternatives;
	}

	private Automaton alternatives() {
		if (this.depth > DEEPEST) {
			throw new UnsupportedOperationException("The pattern nests too deeply");
		}
		List<Automaton> alternatives = new ArrayList<>();
		do {
			alternatives.add((this.depth == 0) ? search() : sequence());
		}
		while (this.in.skip("|"));
		return bounded(Operations.union(alternatives));
	}

	/** An alternative of the whole pattern: it may match anywhere, unless anchored. */
	private Automaton search() {
		boolean anchored = this.in.skip("^");
		Automaton rest = rest();
		return anchored ? rest : Operations.concatenate(List.of(ANY_TEXT, rest));
	}

	/** What remains of an alternative, and of the text behind it. */
	private Automaton rest() {
		List<Automaton> parts = new ArrayList<>();
		while (!this.in.atEnd() && !this.in.at("|")) {
			if (this.in.skip("$")) {
				if (!this.in.atEnd() && !this.in.at("|")) {
					throw this.in.unsupported();
				}
				return concatenate(parts);
			}
			boolean positive = this.in.at("(?=");
			if (positive || this.in.at("(?!")) {
				this.in.skip(3);
				Automaton ahead = lookahead();
				Automaton rest = rest();
				parts.add(positive ? Operations.intersection(rest, ahead)
						: Operations.minus(rest, ahead, TextPattern.EFFORT));
				return concatenate(parts);
			}
			parts.add(quantified());
		}
		parts.add(ANY_TEXT);
		return concatenate(parts);
	}

	/** All texts that begin as the lookahead says. */
	private Automaton lookahead() {
		List<Automaton> alternatives = new ArrayList<>();
		do {
			Automaton begin = nested();
			alternatives.add(this.in.skip("$") ? begin : Operations.concatenate(List.of(begin, ANY_TEXT)));
		}
		while (this.in.skip("|"));
		this.in.expect(")");
		return Operations.union(alternatives);
	}

	private Automaton nested() {
		this.depth++;
		Automaton sequence = sequence();
		this.depth--;
		return sequence;
	}

	private Automaton sequence() {
		List<Automaton> parts = new ArrayList<>();
		while (!this.in.atEnd() && !this.in.at("|") && !this.in.at(")") && !this.in.at("$")) {
			parts.add(quantified());
		}
		return concatenate(parts);
	}

	private Automaton quantified() {
		Automaton atom = atom();
		while (true) {
			int[] times = this.in.quantifier();
			if (times.length == 0) {
				return atom;
			}
			this.in.skip("?");
			atom = repeat(atom, times[0], times[1]);
		}
	}

	private static Automaton repeat(Automaton atom, int least, int most) {
		long states = (long) Math.max(1, atom.getNumStates()) * Math.max(least, most);
		if (states > MOST_STATES) {
			throw new UnsupportedOperationException("The pattern is too large");
		}
		return bounded((most < 0) ? Operations.repeat(atom, least) : Operations.repeat(atom, least, most));
	}

	private Automaton atom() {
		if (this.in.skip("(")) {
			if (this.in.skip("?:") || !this.in.at("?")) {
				this.depth++;
				Automaton group = alternatives();
				this.depth--;
				this.in.expect(")");
				return group;
			}
			throw this.in.unsupported();
		}
		return automaton(this.in.characters());
	}

	private static Automaton automaton(CharacterRanges characters) {
		return Automata.makeCharClass(characters.starts(), characters.ends());
	}

	private static Automaton concatenate(List<Automaton> parts) {
		return bounded(parts.isEmpty() ? Automata.makeEmptyString() : Operations.concatenate(parts));
	}

	private static Automaton bounded(Automaton automaton) {
		if (automaton.getNumStates() > MOST_STATES) {
			throw new UnsupportedOperationException("The pattern is too large");
		}
		return automaton;
	}

}
