package io.tagapi.server.tag;

import java.text.Normalizer;
import java.util.Set;

/**
 * Names that people tell apart by sight: what surrounds them invisibly is removed, and
 * what is invisible within them is not allowed.
 */
public final class NameText {

	/** The rule for names that {@link #isVisible} is about. */
	public static final String RULE = "must not contain invisible format characters";

	/** Hangul fillers and the like, which are letters or marks to Unicode. */
	private static final Set<Integer> INVISIBLE = Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0);

	/**
	 * A longer text has more characters than a name may have, however it is composed: a
	 * character has at most four parts.
	 */
	static final int MAX_COMPOSED = 1000;

	private NameText() {
	}

	/**
	 * Removes white space of any kind around a name, and composes its characters. A text
	 * that is no name because it is far too long stays as it is: to bring combining
	 * characters into their order takes the square of their number.
	 * @param text what was sent
	 * @return the name in Unicode's form NFC
	 */
	public static String clean(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && isSpace(text.charAt(start))) {
			start++;
		}
		while (end > start && isSpace(text.charAt(end - 1))) {
			end--;
		}
		String name = text.substring(start, end);
		return (name.length() > MAX_COMPOSED) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
	}

	/** All characters with the property White_Space are in the basic plane. */
	private static boolean isSpace(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == 0x85;
	}

	/**
	 * Whether all of a name can be seen. Joiners and variation selectors change how their
	 * neighbours are drawn, as in emoji and in Persian words, so they may follow a
	 * visible character. Control characters are the contract's business.
	 * @param name a name that is cleaned
	 * @return whether it can
	 */
	public static boolean isVisible(String name) {
		int[] characters = name.codePoints().toArray();
		boolean visibleBefore = false;
		for (int i = 0; i < characters.length; i++) {
			int character = characters[i];
			boolean joiner = isJoiner(character);
			if (joiner || isSelector(character)) {
				if (!visibleBefore || (joiner && i == characters.length - 1)) {
					return false;
				}
			}
			else if (isInvisible(character)) {
				return false;
			}
			visibleBefore = !joiner && !isSpace(character);
		}
		return true;
	}

	private static boolean isJoiner(int character) {
		return character == 0x200C || character == 0x200D;
	}

	private static boolean isSelector(int character) {
		return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0x180B && character <= 0x180D)
				|| character == 0x180F || (character >= 0xE0100 && character <= 0xE01EF);
	}

	private static boolean isInvisible(int character) {
		return switch (Character.getType(character)) {
			case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
			default -> INVISIBLE.contains(character) || (character & 0xFFFE) == 0xFFFE
					|| (character >= 0xFDD0 && character <= 0xFDEF) || (character >= 0xE0000 && character <= 0xE0FFF);
		};
	}

}
