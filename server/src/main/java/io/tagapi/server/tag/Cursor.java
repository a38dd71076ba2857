package io.tagapi.server.tag;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tagapi.server.http.error.ApiException;

/**
 * The position after a tag in a list of tags. To clients it is opaque: a letter, then
 * bytes in hexadecimal. They are the mark of the selection, and the name that was ordered
 * by, or the number and the tag's id.
 *
 * @param mark the mark of the selection that the position belongs to
 * @param content the name, or the number and the id
 */
record Cursor(String mark, String content) {

	private static final String PREFIX = "n";

	/** The contract allows no byte below 20. No key has this one. */
	private static final char ALLOWED_SEPARATOR = '\u007F';

	private static final Pattern NUMBER_AND_ID = Pattern
		.compile("([0-9]{1,18})/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

	/**
	 * Reads a cursor.
	 * @param text the text that the client sent, as the contract allows it
	 * @param selection the selection that the client asks for
	 * @throws ApiException 400 if the cursor belongs to another selection
	 */
	static Cursor parse(String text, TagSelection selection) {
		byte[] bytes = HexFormat.of().parseHex(text, PREFIX.length(), text.length());
		String content = new String(bytes, StandardCharsets.UTF_8);
		String mark = selection.cursorMark();
		if (mark.isEmpty() ? content.startsWith(" ") : !content.startsWith(mark)) {
			throw ApiException.invalid("searchAfter belongs to another name, sortBy or sortOrder");
		}
		return new Cursor(mark, content.substring(mark.length()));
	}

	static Cursor after(StoredTag tag, TagSelection selection) {
		return new Cursor(selection.cursorMark(), switch (selection.order().property()) {
			case NAME -> tag.nameKey().value().replace(NameKey.SEPARATOR, ALLOWED_SEPARATOR);
			case CREATED_ON -> tag.createdOn() + "/" + tag.id();
			case MODIFIED_ON -> tag.modifiedOn() + "/" + tag.id();
			case ASSIGNED_DEVICE_COUNT -> tag.assignedDeviceCount() + "/" + tag.id();
		});
	}

	NameKey name() {
		return new NameKey(this.content.replace(ALLOWED_SEPARATOR, NameKey.SEPARATOR));
	}

	/**
	 * The position in an order by a number.
	 * @throws ApiException 400 if it is not a cursor
	 */
	NumberAndId number() {
		Matcher matcher = NUMBER_AND_ID.matcher(this.content);
		if (!matcher.matches()) {
			throw ApiException.invalid("searchAfter must be the nextSearchAfter of an earlier response");
		}
		return new NumberAndId(Long.parseLong(matcher.group(1)), UUID.fromString(matcher.group(2)));
	}

	@Override
	public String toString() {
		return PREFIX + HexFormat.of().formatHex((this.mark + this.content).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * What tags are compared with.
	 *
	 * @param number the number that they are ordered by
	 * @param id the id, by which those with the same number are ordered
	 */
	record NumberAndId(long number, UUID id) {
	}

}
