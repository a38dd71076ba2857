package io.tagapi.spec.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.tagapi.spec.document.Field;
import io.tagapi.spec.document.Grammar;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Writes YAML nodes in the form of the contract.
 */
final class FormWriter {

	private static final String STEP = "  ";

	private final StringBuilder out = new StringBuilder();

	/**
	 * Writes the entries of a map, each on lines of its own.
	 * @param map the map
	 * @param field what the grammar says about it
	 * @param level the level of indentation
	 */
	void map(MappingNode map, Field field, int level) {
		comments(map.getBlockComments(), level);
		boolean first = true;
		for (NodeTuple entry : KeyOrder.sorted(map, field)) {
			ScalarNode key = (ScalarNode) entry.getKeyNode();
			if (!first && BlankLines.before(field, key.getValue(), level) && !endsWithBlankLine()) {
				this.out.append('\n');
			}
			comments(key.getBlockComments(), level);
			this.out.append(STEP.repeat(level)).append(ScalarForm.key(key)).append(':');
			value(entry.getValueNode(), KeyOrder.child(field, key.getValue()), level);
			first = false;
		}
	}

	private void value(Node node, Field field, int level) {
		switch (node) {
			case MappingNode map when !map.getValue().isEmpty() -> {
				inline(map);
				map(map, field, level + 1);
			}
			case SequenceNode list when !list.getValue().isEmpty() -> list(list, field, level + 1);
			case MappingNode map -> line(" {}", map);
			case SequenceNode list -> line(" []", list);
			case ScalarNode scalar -> {
				String start = this.out.substring(this.out.lastIndexOf("\n") + 1);
				String text = ScalarForm.value(scalar, start.length() + 1, STEP.repeat(level + 1));
				if (text.contains("\n")) {
					this.out.append(' ').append(text).append('\n');
					below(scalar.getInLineComments(), level);
				}
				else {
					line(" " + text, scalar);
				}
			}
			default -> throw new IllegalArgumentException("No form for " + node);
		}
	}

	private void list(SequenceNode list, Field field, int level) {
		String flow = flow(list);
		int column = this.out.length() - this.out.lastIndexOf("\n") - 1;
		if (flow != null && column + 1 + flow.length() <= ContractForm.WIDTH) {
			line(" " + flow, list);
			return;
		}
		inline(list);
		for (Node item : list.getValue()) {
			comments(item.getBlockComments(), level);
			this.out.append(STEP.repeat(level)).append('-');
			if (item instanceof MappingNode map && !map.getValue().isEmpty()) {
				int start = this.out.length();
				item.setBlockComments(List.of());
				map(map, field.single(), level + 1);
				// The first key stands on the line of the dash.
				this.out.replace(start, start + 2 * (level + 1), " ");
			}
			else {
				value(item, field.single(), level);
			}
		}
	}

	private static @Nullable String flow(SequenceNode list) {
		List<String> items = new ArrayList<>();
		for (Node item : list.getValue()) {
			if (!(item instanceof ScalarNode scalar) || scalar.getValue().contains("\n") || hasComment(item)) {
				return null;
			}
			items.add(ScalarForm.flow(scalar));
		}
		return "[" + String.join(", ", items) + "]";
	}

	private static boolean hasComment(Node node) {
		return Stream.of(node.getBlockComments(), node.getInLineComments())
			.filter(Objects::nonNull)
			.flatMap(List::stream)
			.anyMatch((line) -> line.getCommentType() != CommentType.BLANK_LINE);
	}

	private void line(String text, Node node) {
		this.out.append(text);
		inline(node);
	}

	private void inline(Node node) {
		if (node.getInLineComments() != null) {
			node.getInLineComments()
				.stream()
				.filter((comment) -> comment.getCommentType() != CommentType.BLANK_LINE)
				.sorted(Comparator.comparingInt((comment) -> comment.getStartMark().getLine()))
				.forEach((comment) -> this.out.append("  #").append(comment.getValue().stripTrailing()));
		}
		this.out.append('\n');
	}

	/**
	 * The parser takes the comments below a text of several lines for its own; in its
	 * lines they would become text.
	 */
	private void below(@Nullable List<CommentLine> comments, int level) {
		if (comments != null) {
			comments.stream()
				.filter((comment) -> comment.getCommentType() != CommentType.BLANK_LINE)
				.sorted(Comparator.comparingInt((comment) -> comment.getStartMark().getLine()))
				.forEach((comment) -> this.out
					.append(" ".repeat(Math.min(comment.getStartMark().getColumn(), level * STEP.length())))
					.append('#')
					.append(comment.getValue().stripTrailing())
					.append('\n'));
		}
	}

	/** A text may end with blank lines, and one more would belong to it. */
	private boolean endsWithBlankLine() {
		int length = this.out.length();
		return length > 1 && this.out.charAt(length - 1) == '\n' && this.out.charAt(length - 2) == '\n';
	}

	private void comments(@Nullable List<CommentLine> comments, int level) {
		if (comments != null) {
			comments.stream()
				.filter((comment) -> comment.getCommentType() == CommentType.BLOCK)
				.forEach((comment) -> this.out.append(STEP.repeat(level))
					.append('#')
					.append(comment.getValue().stripTrailing())
					.append('\n'));
		}
	}

	@Override
	public String toString() {
		return this.out.toString();
	}

}
