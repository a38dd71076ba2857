package io.tagapi.spec.report;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What differs between two texts, with a few words around it.
 *
 * @param before what was there, or null
 * @param after what is there now, or null
 */
record Excerpt(@Nullable String before, @Nullable String after) {

	private static final Pattern SPACES = Pattern.compile("\\s+");

	private static final int CONTEXT = 24;

	private static final int LONGEST = 240;

	static Excerpt of(@Nullable String before, @Nullable String after) {
		String old = flat(before);
		String now = flat(after);
		if (old == null || now == null || Math.max(old.length(), now.length()) <= 3 * CONTEXT) {
			return new Excerpt(shorten(old), shorten(now));
		}
		int shortest = Math.min(old.length(), now.length());
		int start = 0;
		while (start < shortest && old.charAt(start) == now.charAt(start)) {
			start++;
		}
		int end = 0;
		while (end < shortest - start && old.charAt(old.length() - 1 - end) == now.charAt(now.length() - 1 - end)) {
			end++;
		}
		return new Excerpt(shorten(cut(old, start, end)), shorten(cut(now, start, end)));
	}

	/** The text between the common start and the common end, widened to whole words. */
	private static String cut(String text, int start, int end) {
		int from = text.lastIndexOf(' ', Math.max(0, start - CONTEXT)) + 1;
		int space = text.indexOf(' ', Math.min(text.length(), text.length() - end + CONTEXT));
		int to = (space < 0) ? text.length() : space;
		return ((from > 0) ? "… " : "") + text.substring(from, to) + ((to < text.length()) ? " …" : "");
	}

	private static @Nullable String flat(@Nullable String text) {
		return (text != null) ? SPACES.matcher(text.strip()).replaceAll(" ") : null;
	}

	private static @Nullable String shorten(@Nullable String text) {
		return (text != null && text.length() > LONGEST) ? text.substring(0, LONGEST) + " …" : text;
	}

}
