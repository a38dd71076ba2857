package io.tagapi.spec.document;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The nodes that YAML would have for a text that is JSON.
 */
final class JsonNodes {

	private final JsonParser parser;

	private JsonNodes(JsonParser parser) {
		this.parser = parser;
	}

	/**
	 * Reads the nodes of a text.
	 * @param text the text
	 * @param deepest how deep it may nest
	 * @return the node of the whole document, or null if the text is no such JSON
	 */
	static @Nullable Node of(String text, int deepest) {
		if (!text.startsWith("{")) {
			return null;
		}
		JsonFactory factory = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(deepest).build())
			.build();
		try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
			parser.nextToken();
			Node root = new JsonNodes(parser).node();
			return (parser.nextToken() == null) ? root : null;
		}
		catch (JacksonException ex) {
			// Flow style may look like JSON; and if it is neither, YAML says where.
			return null;
		}
	}

	private Node node() {
		Mark mark = mark();
		return switch (this.parser.currentToken()) {
			case START_OBJECT -> new MappingNode(Tag.MAP, true, entries(), mark, mark, FlowStyle.FLOW);
			case START_ARRAY -> new SequenceNode(Tag.SEQ, true, items(), mark, mark, FlowStyle.FLOW);
			case VALUE_STRING ->
				new ScalarNode(Tag.STR, this.parser.getString(), mark, mark, ScalarStyle.DOUBLE_QUOTED);
			default -> new ScalarNode(Tag.STR, this.parser.getString(), mark, mark, ScalarStyle.PLAIN);
		};
	}

	private List<NodeTuple> entries() {
		List<NodeTuple> entries = new ArrayList<>();
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			Mark mark = mark();
			ScalarNode key = new ScalarNode(Tag.STR, this.parser.currentName(), mark, mark, ScalarStyle.DOUBLE_QUOTED);
			this.parser.nextToken();
			entries.add(new NodeTuple(key, node()));
		}
		return entries;
	}

	private List<Node> items() {
		List<Node> items = new ArrayList<>();
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			items.add(node());
		}
		return items;
	}

	private Mark mark() {
		int line = this.parser.currentTokenLocation().getLineNr() - 1;
		return new Mark("", 0, line, 0, new int[0], 0);
	}

}
