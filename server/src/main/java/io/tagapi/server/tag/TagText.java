package io.tagapi.server.tag;

/**
 * White space, of any kind that Unicode knows.
 */
final class TagText {

	private TagText() {
	}

	/**
	 * Whether a text shows nothing.
	 * @param text any text
	 * @return whether it is empty or white space only
	 */
	static boolean isBlank(String text) {
		return text.codePoints().allMatch((c) -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85);
	}

}
