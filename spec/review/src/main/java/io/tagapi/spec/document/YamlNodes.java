package io.tagapi.spec.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Replaces merge keys by the entries that they stand for, and makes sure that a file with
 * anchors is not endless.
 */
final class YamlNodes {

	/** More than the largest public contracts have, and less than fills the memory. */
	private static final long MOST_VALUES = 10_000_000;

	private final String source;

	/** The number of values below a node, -1 while it is counted. */
	private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();

	YamlNodes(String source) {
		this.source = source;
	}

	/** The number of values, those behind each use of an anchor included. */
	long expand(Node node) {
		Long known = this.sizes.get(node);
		if (known != null && known < 0) {
			throw problem(node, "the anchor is used within itself");
		}
		if (known != null) {
			return known;
		}
		this.sizes.put(node, -1L);
		if (node instanceof MappingNode map) {
			map.setValue(merged(map));
			map.setMerged(false);
		}
		long size = 1;
		for (Node child : children(node)) {
			size += expand(child);
		}
		if (size > MOST_VALUES) {
			throw problem(node, "more than " + MOST_VALUES + " values, with those that anchors repeat");
		}
		this.sizes.put(node, size);
		return size;
	}

	private static List<Node> children(Node node) {
		return switch (node) {
			case MappingNode map -> map.getValue().stream().map(NodeTuple::getValueNode).toList();
			case SequenceNode list -> list.getValue();
			default -> List.of();
		};
	}

	private List<NodeTuple> merged(MappingNode map) {
		Set<String> keys = new HashSet<>();
		for (NodeTuple entry : map.getValue()) {
			if (!(entry.getKeyNode() instanceof ScalarNode key)) {
				throw problem(entry.getKeyNode(), "a key must be text");
			}
			if (!isMerge(entry) && !keys.add(key.getValue())) {
				throw problem(key, "the key '" + key.getValue() + "' is there twice");
			}
		}
		List<NodeTuple> merged = new ArrayList<>();
		for (NodeTuple entry : map.getValue()) {
			if (!isMerge(entry)) {
				merged.add(entry);
				continue;
			}
			for (Node from : (entry.getValueNode() instanceof SequenceNode list) ? list.getValue()
					: List.of(entry.getValueNode())) {
				entries(from).stream().filter((tuple) -> keys.add(key(tuple))).forEach(merged::add);
			}
		}
		return merged;
	}

	private List<NodeTuple> entries(Node from) {
		expand(from);
		if (from instanceof MappingNode map) {
			return map.getValue();
		}
		throw problem(from, "only a map can be merged");
	}

	private static boolean isMerge(NodeTuple entry) {
		return entry.getKeyNode().getTag().equals(Tag.MERGE);
	}

	private static String key(NodeTuple entry) {
		return ((ScalarNode) entry.getKeyNode()).getValue();
	}

	private UnreadableContractException problem(Node node, String problem) {
		return new UnreadableContractException(this.source, node.getStartMark().getLine() + 1, problem);
	}

}
