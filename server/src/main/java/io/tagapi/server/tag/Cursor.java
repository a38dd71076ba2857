package io.tagapi.server.tag;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position after a tag in a list of tags. To clients it is opaque. Its form is such
 * that every text which the contract allows is a position in every order: a letter, then
 * bytes in hexadecimal. They are the name that was ordered by, or the number and the
 * tag's id. What is neither stands before the first tag.
 *
 * @param content the name, or the number and the id
 */
record Cursor(String content) {

	private static final String PREFIX = "n";

	/** The contract allows no byte below 20. No key has this one. */
	private static final char ALLOWED_SEPARATOR = '\u007F';

	private static final Pattern NUMBER_AND_ID = Pattern
		.compile("([0-9]{1,18})/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

	static Cursor parse(String text) {
		byte[] content = HexFormat.of().parseHex(text, PREFIX.length(), text.length());
		return new Cursor(new String(content, StandardCharsets.UTF_8));
	}

	static Cursor after(StoredTag tag, TagOrder.Property property) {
		return new Cursor(switch (property) {
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
	 * @param descending whether the greatest comes first
	 */
	NumberAndId number(boolean descending) {
		Matcher matcher = NUMBER_AND_ID.matcher(this.content);
		return matcher.matches() ? new NumberAndId(Long.parseLong(matcher.group(1)), UUID.fromString(matcher.group(2)))
				: new NumberAndId(descending ? Long.MAX_VALUE : -1, new UUID(0, 0));
	}

	@Override
	public String toString() {
		return PREFIX + HexFormat.of().formatHex(this.content.getBytes(StandardCharsets.UTF_8));
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
