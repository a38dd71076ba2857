package io.tagapi.spec.form;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The comments of a file, to make sure that none gets lost.
 */
final class Comments {

	private Comments() {
	}

	static List<String> of(Node node) {
		return all(node).sorted().toList();
	}

	private static Stream<String> all(Node node) {
		Stream<Node> children = switch (node) {
			case MappingNode map ->
				map.getValue().stream().flatMap((entry) -> Stream.of(entry.getKeyNode(), entry.getValueNode()));
			case SequenceNode list -> list.getValue().stream();
			default -> Stream.of();
		};
		return Stream.concat(own(node), children.flatMap(Comments::all));
	}

	private static Stream<String> own(Node node) {
		return Stream.of(lines(node.getBlockComments()), lines(node.getInLineComments()), lines(node.getEndComments()))
			.flatMap((lines) -> lines);
	}

	private static Stream<String> lines(@Nullable List<CommentLine> lines) {
		return (lines == null) ? Stream.of()
				: lines.stream()
					.filter((line) -> line.getCommentType() != CommentType.BLANK_LINE)
					.map((line) -> line.getValue().strip());
	}

}
