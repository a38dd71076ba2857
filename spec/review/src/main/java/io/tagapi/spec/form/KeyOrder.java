package io.tagapi.spec.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.tagapi.spec.document.Field;
import io.tagapi.spec.document.Grammar;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The order of keys: that of the grammar in its objects, by status in responses, and the
 * author's own everywhere else.
 */
final class KeyOrder {

	private KeyOrder() {
	}

	static List<NodeTuple> sorted(MappingNode map, Field field) {
		List<NodeTuple> entries = new ArrayList<>(map.getValue());
		if (field.shape() == Field.Shape.ONE) {
			List<String> keys = Grammar.openApi().keys(field.kind());
			entries.sort(Comparator.comparingInt((entry) -> {
				int index = keys.indexOf(key(entry));
				return (index < 0) ? keys.size() : index;
			}));
		}
		else if (field.kind().equals("Response")
				&& entries.stream().allMatch((entry) -> key(entry).matches("[1-5]..|default"))) {
			entries.sort(Comparator.comparing(KeyOrder::key));
		}
		return entries;
	}

	/** What the grammar says about the value under a key. */
	static Field child(Field field, String key) {
		return (field.shape() == Field.Shape.MAP) ? field.single() : Grammar.openApi().field(field.kind(), key);
	}

	private static String key(NodeTuple entry) {
		return ((ScalarNode) entry.getKeyNode()).getValue();
	}

}
