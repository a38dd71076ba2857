package io.tagapi.spec.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The change log of the contract. What stands under "Unreleased" is written by hand, and
 * becomes the head of the entry of the next release.
 */
public final class ChangeLog {

	private static final Pattern UNRELEASED = Pattern.compile("(?ms)^## Unreleased\\n(.*?)(?=^## |\\z)");

	private static final Pattern BREAKING = Pattern.compile("(?m)^- \\*\\*Breaking:\\*\\* (\\S.*(?:\\n  \\S.*)*)$");

	private final String name;

	private final String text;

	private ChangeLog(String name, String text) {
		this.name = name;
		this.text = text;
	}

	/**
	 * Reads the change log.
	 * @param file the file; it need not be there
	 * @return the change log
	 */
	public static ChangeLog read(Path file) {
		try {
			return of(SpecFolder.name(file), Files.exists(file) ? Files.readString(file) : "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ChangeLog of(String name, String text) {
		return new ChangeLog(name, text);
	}

	String name() {
		return this.name;
	}

	/**
	 * The whole change log.
	 * @return Markdown
	 */
	public String text() {
		return this.text;
	}

	boolean announcesBreaking() {
		return !breaking().isEmpty();
	}

	/**
	 * What clients have to do, one text for each line that announces a breaking change.
	 */
	List<String> breaking() {
		return BREAKING.matcher(unreleased()).results().map((line) -> line.group(1)).toList();
	}

	private String unreleased() {
		Matcher matcher = UNRELEASED.matcher(this.text);
		return matcher.find() ? matcher.group(1).strip() : "";
	}

	/**
	 * The change log with the entry of a release on top.
	 * @param heading the heading of the entry
	 * @param entry what the comparison says
	 * @return the new change log
	 */
	public ChangeLog release(String heading, String entry) {
		String head = unreleased().isEmpty() ? "" : unreleased() + "\n\n";
		String section = "## Unreleased\n\n## " + heading + "\n\n" + head + entry.strip() + "\n";
		Matcher matcher = UNRELEASED.matcher(this.text);
		if (matcher.find()) {
			String rest = this.text.substring(matcher.end());
			return of(this.name,
					this.text.substring(0, matcher.start()) + section + (rest.isEmpty() ? "" : "\n" + rest));
		}
		return of(this.name, this.text.isEmpty() ? section : this.text.stripTrailing() + "\n\n" + section);
	}

}
