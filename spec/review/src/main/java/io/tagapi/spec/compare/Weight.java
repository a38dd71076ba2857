package io.tagapi.spec.compare;

/**
 * How much a change weighs for those who use the contract, heaviest first.
 */
public enum Weight {

	/** Some client stops working, or no longer compiles. Deserves a major version. */
	BREAKING("breaking"),

	/** There is something new, and nobody has to care. Deserves a minor version. */
	ADDITION("addition"),

	/** Only words and examples differ. Deserves a patch version. */
	WORDING("wording");

	private final String word;

	Weight(String word) {
		this.word = word;
	}

	public String word() {
		return this.word;
	}

}
