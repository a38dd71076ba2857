package io.tagapi.spec.gate;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.tagapi.spec.compare.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A version of the contract by semantic versioning, without pre-releases.
 *
 * @param major counts breaking changes
 * @param minor counts additions
 * @param patch counts changes of wording
 */
public record Version(int major, int minor, int patch) implements Comparable<Version> {

	private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})");

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9.+-]{1,64}");

	private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
		.thenComparingInt(Version::minor)
		.thenComparingInt(Version::patch);

	/**
	 * Reads a version.
	 * @param text the text
	 * @return the version, or null if the text is none
	 */
	public static @Nullable Version parse(String text) {
		Matcher matcher = FORM.matcher(text);
		return matcher.matches() ? new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
				Integer.parseInt(matcher.group(3))) : null;
	}

	/**
	 * A text that should be a version, for people.
	 * @param text any text
	 * @return the text, as code if it is more than letters, digits and dots
	 */
	public static String show(String text) {
		return PLAIN.matcher(text).matches() ? text
				: "`" + text.replace('`', '\u02cb').replaceAll("\\s+", " ").strip() + "`";
	}

	/**
	 * The least version that may follow this one.
	 * @param change the weight of the heaviest change, or null if nothing changed
	 * @return the version
	 */
	public Version after(@Nullable Weight change) {
		return switch (change) {
			case null -> this;
			case BREAKING -> new Version(this.major + 1, 0, 0);
			case ADDITION -> new Version(this.major, this.minor + 1, 0);
			case WORDING -> new Version(this.major, this.minor, this.patch + 1);
		};
	}

	/**
	 * Whether no version is left out from this one to another.
	 * @param next the other version
	 * @return true also if it is this version
	 */
	boolean isFollowedBy(Version next) {
		return next.equals(this) || Stream.of(Weight.values()).map(this::after).anyMatch(next::equals);
	}

	@Override
	public int compareTo(Version other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.major + "." + this.minor + "." + this.patch;
	}

}
