package io.tagapi.spec.compare;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * A set of characters of Unicode.
 *
 * @param codePoints the code points
 */
record CharacterRanges(BitSet codePoints) {

	static final CharacterRanges DIGITS = none().with('0', '9');

	static final CharacterRanges WORD = none().with('0', '9').with('A', 'Z').with('a', 'z').with('_', '_');

	static final CharacterRanges SPACE = of("\t\n\u000B\f\r \u00A0\u1680\u2028\u2029\u202F\u205F\u3000\uFEFF")
		.with(0x2000, 0x200A);

	/** Everything that <code>.</code> matches. */
	static final CharacterRanges WITHIN_A_LINE = of("\n\r\u2028\u2029").complement();

	/** To find the characters of a property takes a look at all that there are. */
	private static final Map<String, CharacterRanges> PROPERTIES = new ConcurrentHashMap<>();

	static CharacterRanges none() {
		return new CharacterRanges(new BitSet());
	}

	static CharacterRanges of(String text) {
		BitSet codePoints = new BitSet();
		text.codePoints().forEach(codePoints::set);
		return new CharacterRanges(codePoints);
	}

	static CharacterRanges of(int codePoint) {
		return none().with(codePoint, codePoint);
	}

	/**
	 * The characters with a property of Unicode.
	 * @param name what stands between the braces of <code>\p{…}</code>
	 * @return the characters
	 * @throws UnsupportedOperationException if Java does not know the property
	 */
	static CharacterRanges property(String name) {
		return PROPERTIES.computeIfAbsent(name, CharacterRanges::read);
	}

	private static CharacterRanges read(String name) {
		try {
			Pattern pattern = Pattern
				.compile("\\p{" + name.replace("Script=", "IsScript=").replace("IsIs", "Is") + "}");
			BitSet codePoints = new BitSet();
			IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
				.filter((codePoint) -> pattern.matcher(Character.toString(codePoint)).matches())
				.forEach(codePoints::set);
			return new CharacterRanges(codePoints);
		}
		catch (PatternSyntaxException ex) {
			throw new UnsupportedOperationException("No such property: " + name, ex);
		}
	}

	CharacterRanges with(int from, int to) {
		BitSet more = (BitSet) this.codePoints.clone();
		more.set(from, to + 1);
		return new CharacterRanges(more);
	}

	CharacterRanges with(CharacterRanges others) {
		BitSet more = (BitSet) this.codePoints.clone();
		more.or(others.codePoints);
		return new CharacterRanges(more);
	}

	CharacterRanges complement() {
		BitSet others = (BitSet) this.codePoints.clone();
		others.flip(0, Character.MAX_CODE_POINT + 1);
		return new CharacterRanges(others);
	}

	boolean isSingle() {
		return this.codePoints.cardinality() == 1;
	}

	int first() {
		return this.codePoints.nextSetBit(0);
	}

	/** The first code point of each range without a gap. */
	int[] starts() {
		return IntStream
			.iterate(this.codePoints.nextSetBit(0), (start) -> start >= 0,
					(start) -> this.codePoints.nextSetBit(this.codePoints.nextClearBit(start)))
			.toArray();
	}

	/** The last code point of each range without a gap. */
	int[] ends() {
		return IntStream.of(starts()).map((start) -> this.codePoints.nextClearBit(start) - 1).toArray();
	}

}
