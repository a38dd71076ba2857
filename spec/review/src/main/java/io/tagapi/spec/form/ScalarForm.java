package io.tagapi.spec.form;

import java.util.regex.Pattern;

import io.tagapi.spec.document.Scalars;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * How scalars are written: plain where no reader of YAML 1.1 or 1.2 can take the text for
 * something else, otherwise in single quotes; several lines as a literal block.
 */
final class ScalarForm {

	private static final Pattern PLAIN_VALUE = Pattern.compile("[A-Za-z0-9/][^\"]*");

	private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9/$][A-Za-z0-9_./{}$-]*");

	private static final Pattern PLAIN_ITEM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./ -]*");

	private static final Pattern STRUCTURE = Pattern.compile(":(\\s|$)|\\s#|^\\s|\\s$");

	/** Numbers, booleans, nulls and times of YAML 1.1 or 1.2. */
	private static final Pattern AMBIGUOUS = Pattern.compile("(?i)[-+]?[0-9][0-9_]*(\\.[0-9_]*)?(e[-+]?[0-9]+)?"
			+ "|[-+]?\\.([0-9]+|inf|nan)|[-+]?[0-9]+(:[0-9]{1,2})+(\\.[0-9]*)?|0[xo][0-9a-f_]+|0b[01_]+"
			+ "|true|false|yes|no|on|off|y|n|null|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");

	private ScalarForm() {
	}

	static String key(ScalarNode node) {
		return write(node, PLAIN_KEY);
	}

	static String flow(ScalarNode node) {
		return write(node, PLAIN_ITEM);
	}

	/**
	 * The value of a key, or an item on a line of its own.
	 * @param node the scalar
	 * @param column where the text starts
	 * @param indent the indentation of further lines
	 * @return the text, without a line feed at its end
	 */
	static String value(ScalarNode node, int column, String indent) {
		String text = node.getValue();
		if (text.contains("\n")) {
			return literal(text, indent);
		}
		String line = write(node, PLAIN_VALUE);
		boolean tooLong = column + line.length() > ContractForm.WIDTH && text.matches("\\S.*\\S \\S.*\\S");
		return (tooLong && !text.contains("  ")) ? folded(text, indent) : line;
	}

	private static String write(ScalarNode node, Pattern plain) {
		String text = node.getValue();
		if (!(Scalars.value(node) instanceof String)) {
			return text.isEmpty() ? "null" : text;
		}
		if (text.chars().anyMatch(ScalarForm::isControl)) {
			return quoted(text);
		}
		boolean isPlain = plain.matcher(text).matches() && !STRUCTURE.matcher(text).find()
				&& !AMBIGUOUS.matcher(text).matches();
		return isPlain ? text : "'" + text.replace("'", "''") + "'";
	}

	/** Characters that YAML forbids, or takes for the end of a line. */
	private static boolean isControl(int character) {
		return character < ' ' || (character >= 0x7f && character < 0xa0) || character == 0x2028 || character == 0x2029
				|| character == 0xfeff || (character >= 0xfffe && character <= 0xffff);
	}

	private static String literal(String text, String indent) {
		String content = text.stripTrailing();
		String ending = text.substring(content.length());
		if (content.isEmpty() || text.startsWith(" ") || text.startsWith("\n") || !ending.matches("\n*")
				|| text.chars().anyMatch((character) -> character != '\n' && isControl(character))
				|| text.lines().anyMatch((line) -> line.isBlank() && !line.isEmpty())) {
			return quoted(text);
		}
		String mark = switch (ending.length()) {
			case 0 -> "|-";
			case 1 -> "|";
			default -> "|+";
		};
		StringBuilder lines = new StringBuilder(mark);
		for (String line : (content + ending.substring(Math.min(1, ending.length()))).split("\n", -1)) {
			lines.append('\n').append(line.isBlank() ? line.strip() : indent + line);
		}
		return lines.toString();
	}

	private static String folded(String text, String indent) {
		StringBuilder lines = new StringBuilder(">-");
		int width = 0;
		for (String word : text.split(" ", -1)) {
			if (width == 0 || width + 1 + word.length() > ContractForm.WIDTH) {
				lines.append('\n').append(indent).append(word);
				width = indent.length() + word.length();
			}
			else {
				lines.append(' ').append(word);
				width += 1 + word.length();
			}
		}
		return lines.toString();
	}

	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		text.chars().forEach((character) -> {
			switch (character) {
				case '"', '\\' -> quoted.append('\\').append((char) character);
				case '\n' -> quoted.append("\\n");
				case '\t' -> quoted.append("\\t");
				default -> quoted.append(!isControl(character) ? String.valueOf((char) character)
						: String.format((character < 0x100) ? "\\x%02x" : "\\u%04x", character));
			}
		});
		return quoted.append('"').toString();
	}

}
