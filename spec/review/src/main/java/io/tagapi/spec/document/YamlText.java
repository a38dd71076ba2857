package io.tagapi.spec.document;

import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML as a contract uses it: one document, a map, without anchors and without doubled
 * keys.
 */
public final class YamlText {

	private YamlText() {
	}

	/**
	 * Reads the nodes of a text, with their comments.
	 * @param source what to call the text in messages
	 * @param text the text
	 * @return the node of the whole document, a map
	 */
	public static Node compose(String source, String text) {
		LoaderOptions options = new LoaderOptions();
		options.setProcessComments(true);
		options.setMaxAliasesForCollections(0);
		try {
			Node root = new Yaml(options).compose(new StringReader(text));
			if (!(root instanceof MappingNode)) {
				throw new UnreadableContractException(source, 1, "not an OpenAPI document: it is no map of keys");
			}
			check(source, root);
			return root;
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 1;
			throw new UnreadableContractException(source, line, "not YAML: " + ex.getProblem());
		}
		catch (YAMLException ex) {
			throw new UnreadableContractException(source, 1, "not YAML: " + ex.getMessage());
		}
	}

	private static void check(String source, Node node) {
		if (node.getAnchor() != null) {
			throw problem(source, node, "anchors are not part of OpenAPI; use a $ref");
		}
		List<Node> children = switch (node) {
			case MappingNode map -> values(source, map);
			case SequenceNode list -> list.getValue();
			default -> List.of();
		};
		children.forEach((child) -> check(source, child));
	}

	private static List<Node> values(String source, MappingNode map) {
		Set<String> keys = new HashSet<>();
		return map.getValue().stream().map((tuple) -> {
			if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
				throw problem(source, tuple.getKeyNode(), "a key must be text");
			}
			if (!keys.add(key.getValue())) {
				throw problem(source, key, "the key '" + key.getValue() + "' is there twice");
			}
			return tuple.getValueNode();
		}).toList();
	}

	private static UnreadableContractException problem(String source, Node node, String problem) {
		return new UnreadableContractException(source, node.getStartMark().getLine() + 1, problem);
	}

}
