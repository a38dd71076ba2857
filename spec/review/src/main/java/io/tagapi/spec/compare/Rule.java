package io.tagapi.spec.compare;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A kind of change, and what it does to clients. The README's table is made from these.
 */
public sealed interface Rule permits BreakingRule, HarmlessRule {

	/** What happened to the thing. */
	enum Deed {

		REMOVED, CHANGED, ADDED

	}

	String name();

	Weight weight();

	Deed deed();

	/**
	 * The change in plain words, to stand behind the name of the thing.
	 * @return a few words
	 */
	String says();

	/**
	 * What it does to clients.
	 * @return a sentence
	 */
	String why();

	default String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static List<Rule> all() {
		return Stream.<Rule>concat(Stream.of(BreakingRule.values()), Stream.of(HarmlessRule.values())).toList();
	}

}
