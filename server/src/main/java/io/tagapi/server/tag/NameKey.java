package io.tagapi.server.tag;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A name as it is compared: names that look the same have the same key. It has to be
 * unique, and tags are ordered by it. It is made here and not by the database, so that
 * uniqueness and order depend on no collation of the machine that the database runs on.
 *
 * @param value the name in Unicode's form NFKC, with its letters brought to one case
 */
public record NameKey(String value) {

	/** No name has it, because it is a control character. It sorts before all others. */
	static final char SEPARATOR = '\u0001';

	/** Joiners and variation selectors: they change how characters are drawn, at most. */
	private static final Pattern IGNORED = Pattern
		.compile("[\u200C\u200D\u180B-\u180D\u180F\uFE00-\uFE0F\\x{E0100}-\\x{E01EF}]");

	/**
	 * A few characters stand for up to 18 others, more than an index or a cursor can
	 * hold.
	 */
	private static final int MAX_CHARACTERS = 300;

	/**
	 * The key of a name.
	 * @param name the name of a tag
	 * @return its key
	 */
	public static NameKey of(String name) {
		String key = IGNORED.matcher(name).replaceAll("");
		String previous;
		do {
			previous = key;
			key = foldCase(Normalizer.normalize(key, Normalizer.Form.NFKC));
		}
		while (!key.equals(previous));
		return new NameKey((key.length() > MAX_CHARACTERS) ? shortened(key) : key);
	}

	/**
	 * The JDK has no case folding. Upper case joins letters that have several lower-case
	 * forms, such as ß and ss; only ẞ has to become ß before. A sigma has another form at
	 * the end of a word.
	 */
	private static String foldCase(String text) {
		return text.toLowerCase(Locale.ROOT)
			.toUpperCase(Locale.ROOT)
			.toLowerCase(Locale.ROOT)
			.replace('\u03C2', '\u03C3');
	}

	/** As unique as the whole. It is cut between characters. */
	private static String shortened(String key) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
			int end = Character.isHighSurrogate(key.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
			return key.substring(0, end) + SEPARATOR + HexFormat.of().formatHex(hash, 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * The key of a tag whose name was unique once and is no longer, because names are
	 * compared by another rule. It stands right behind the tag that has the key itself.
	 */
	NameKey behind(UUID tagId) {
		return new NameKey(this.value + SEPARATOR + tagId);
	}

}
