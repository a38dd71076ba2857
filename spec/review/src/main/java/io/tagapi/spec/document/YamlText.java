package io.tagapi.spec.document;

import java.io.StringReader;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as a contract uses it: one document, a map, without doubled keys. Anchors and
 * merge keys are replaced by what they stand for.
 */
public final class YamlText {

	private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

	private static final int DEEPEST = 200;

	private YamlText() {
	}

	/**
	 * Reads the nodes of a text, with their comments.
	 * @param source what to call the text in messages
	 * @param text the text
	 * @return the node of the whole document, a map
	 */
	public static Node compose(String source, String text) {
		return compose(source, text, true);
	}

	static Node compose(String source, String text, boolean comments) {
		try {
			Node root = comments ? yaml(text, true) : nodes(text);
			if (!(root instanceof MappingNode)) {
				throw new UnreadableContractException(source, 1, "not an OpenAPI document: it is no map of keys");
			}
			new YamlNodes(source).expand(root);
			return root;
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 1;
			throw new UnreadableContractException(source, line, "not YAML: " + ex.getProblem());
		}
		catch (YAMLException ex) {
			int line = tooDeep(text);
			throw (line > 0)
					? new UnreadableContractException(source, line, "nested deeper than " + DEEPEST + " levels")
					: new UnreadableContractException(source, 1, "not YAML: " + ex.getMessage());
		}
	}

	/** The nodes of JSON come from its own parser, which is a few times as fast. */
	private static Node nodes(String text) {
		Node json = JsonNodes.of(text, DEEPEST);
		return (json != null) ? json : yaml(text, false);
	}

	private static Node yaml(String text, boolean comments) {
		LoaderOptions options = options(comments);
		ParserImpl parser = new ParserImpl(new StreamReader(new StringReader(text)), options);
		return new Composer(parser, new MergeKeys(), options).getSingleNode();
	}

	private static LoaderOptions options(boolean comments) {
		LoaderOptions options = new LoaderOptions();
		options.setProcessComments(comments);
		options.setCodePointLimit(MOST_CHARACTERS);
		options.setNestingDepthLimit(DEEPEST);
		options.setMaxAliasesForCollections(Integer.MAX_VALUE);
		return options;
	}

	/** Knows merge keys only: the types of values are those of YAML 1.2. */
	private static final class MergeKeys extends Resolver {

		@Override
		protected void addImplicitResolvers() {
			addImplicitResolver(Tag.MERGE, MERGE, "<");
		}

	}

	/** The line on which the text nests too deeply, or 0. */
	private static int tooDeep(String text) {
		int depth = 0;
		try {
			for (Event event : new Yaml(options(false)).parse(new StringReader(text))) {
				depth += (event instanceof CollectionStartEvent) ? 1 : (event instanceof CollectionEndEvent) ? -1 : 0;
				if (depth > DEEPEST) {
					return event.getStartMark().getLine() + 1;
				}
			}
		}
		catch (YAMLException ex) {
			// The text has another problem, which the caller reports.
			return 0;
		}
		return 0;
	}

}
