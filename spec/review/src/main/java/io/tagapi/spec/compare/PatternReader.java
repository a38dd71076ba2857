package io.tagapi.spec.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The characters of a regular expression, one token after the other.
 */
final class PatternReader {

	private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,5})(?:(,)([0-9]{1,5})?)?}");

	private static final Pattern CODE = Pattern
		.compile("u\\{([0-9A-Fa-f]{1,6})}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|c([A-Za-z])");

	private static final Pattern PROPERTY = Pattern.compile("[pP](?:\\{\\^?([A-Za-z_=]+)}|([A-Z]))");

	private static final String CONTROLS = "t\tn\nr\rf\fv\u000B0\u0000";

	private final String text;

	private int at;

	PatternReader(String text) {
		this.text = text;
	}

	boolean atEnd() {
		return this.at == this.text.length();
	}

	boolean at(String token) {
		return this.text.startsWith(token, this.at);
	}

	boolean skip(String token) {
		boolean found = at(token);
		if (found) {
			this.at += token.length();
		}
		return found;
	}

	void skip(int count) {
		this.at += count;
	}

	void expect(String token) {
		if (!skip(token)) {
			throw unsupported();
		}
	}

	UnsupportedOperationException unsupported() {
		return new UnsupportedOperationException("Not read: " + this.text.substring(this.at));
	}

	/** The least and the most times, -1 for no limit; empty if there is no quantifier. */
	int[] quantifier() {
		if (skip("*")) {
			return new int[] { 0, -1 };
		}
		if (skip("+")) {
			return new int[] { 1, -1 };
		}
		if (skip("?")) {
			return new int[] { 0, 1 };
		}
		Matcher count = match(COUNT);
		if (count == null) {
			return new int[0];
		}
		int least = Integer.parseInt(count.group(1));
		int most = (count.group(2) == null) ? least : (count.group(3) == null) ? -1 : Integer.parseInt(count.group(3));
		if (most >= 0 && most < least) {
			throw unsupported();
		}
		return new int[] { least, most };
	}

	/** A single character, an escape, a class, or the dot. */
	CharacterRanges characters() {
		if (skip(".")) {
			return CharacterRanges.WITHIN_A_LINE;
		}
		if (skip("[")) {
			return set();
		}
		if (skip("\\")) {
			return escape();
		}
		if (atEnd() || "*+?{}()|^$]".indexOf(this.text.charAt(this.at)) >= 0) {
			throw unsupported();
		}
		return CharacterRanges.of(next());
	}

	private CharacterRanges set() {
		boolean negated = skip("^");
		CharacterRanges set = CharacterRanges.none();
		while (!skip("]")) {
			CharacterRanges one = member();
			if (one.isSingle() && at("-") && !at("-]")) {
				skip(1);
				CharacterRanges last = member();
				if (!last.isSingle() || last.first() < one.first()) {
					throw unsupported();
				}
				one = CharacterRanges.none().with(one.first(), last.first());
			}
			set = set.with(one);
		}
		return negated ? set.complement() : set;
	}

	private CharacterRanges member() {
		// Dialects disagree on these within a set: nested sets, and operations on them.
		if (atEnd() || at("[") || at("&&") || at("--") || at("~~")) {
			throw unsupported();
		}
		if (skip("\\")) {
			return at("b") ? controlB() : escape();
		}
		return CharacterRanges.of(next());
	}

	private CharacterRanges controlB() {
		skip(1);
		return CharacterRanges.of('\b');
	}

	private CharacterRanges escape() {
		Matcher code = match(CODE);
		if (code != null) {
			return CharacterRanges.of(code(code));
		}
		Matcher property = match(PROPERTY);
		if (property != null) {
			CharacterRanges characters = CharacterRanges
				.property((property.group(1) != null) ? property.group(1) : property.group(2));
			boolean negated = property.group().startsWith("P") != property.group().contains("^");
			return negated ? characters.complement() : characters;
		}
		if (atEnd()) {
			throw unsupported();
		}
		int letter = next();
		return switch (letter) {
			case 'd' -> CharacterRanges.DIGITS;
			case 'D' -> CharacterRanges.DIGITS.complement();
			case 'w' -> CharacterRanges.WORD;
			case 'W' -> CharacterRanges.WORD.complement();
			case 's' -> CharacterRanges.SPACE;
			case 'S' -> CharacterRanges.SPACE.complement();
			default -> literal(letter);
		};
	}

	private CharacterRanges literal(int letter) {
		int control = CONTROLS.indexOf(letter);
		boolean octal = letter == '0' && !atEnd() && Character.isDigit(this.text.charAt(this.at));
		if (control >= 0 && control % 2 == 0 && !octal) {
			return CharacterRanges.of(CONTROLS.charAt(control + 1));
		}
		// Other letters and digits are boundaries, references to groups, or unknown.
		if (Character.isLetterOrDigit(letter)) {
			throw unsupported();
		}
		return CharacterRanges.of(letter);
	}

	private int code(Matcher code) {
		if (code.group(4) != null) {
			return code.group(4).charAt(0) % 32;
		}
		String digits = (code.group(1) != null) ? code.group(1)
				: (code.group(2) != null) ? code.group(2) : code.group(3);
		int value = Integer.parseInt(digits, 16);
		// Half of a pair is a character only in dialects that read UTF-16.
		if (value > Character.MAX_CODE_POINT || (value >= 0xD800 && value <= 0xDFFF)) {
			throw unsupported();
		}
		return value;
	}

	private @Nullable Matcher match(Pattern pattern) {
		Matcher matcher = pattern.matcher(this.text).region(this.at, this.text.length());
		if (!matcher.lookingAt()) {
			return null;
		}
		this.at = matcher.end();
		return matcher;
	}

	private int next() {
		int codePoint = this.text.codePointAt(this.at);
		this.at += Character.charCount(codePoint);
		return codePoint;
	}

}
