package io.tagapi.server.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

import org.springframework.core.io.ClassPathResource;

/**
 * The guides for users of the API, in the order in which they are listed. The same files
 * are read in the repository, so links between them end in {@code .md}.
 */
enum Guide {

	ERRORS("Errors"), RETRIES("Retries"), PAGING("Paging"), EVENTS("Events");

	private static final String DIRECTORY = "documents/guides/";

	private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

	private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

	private static final TextContentRenderer TEXT = TextContentRenderer.builder().build();

	private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
		.extensions(EXTENSIONS)
		.attributeProviderFactory((context) -> (node, tag, attributes) -> {
			if (node instanceof Link) {
				attributes.computeIfPresent("href", (name, address) -> address.replaceFirst("^([a-z]+)\\.md", "$1"));
			}
			if (node instanceof Heading) {
				attributes.put("id", anchor(TEXT.render(node)));
			}
			// Only what can have the focus can be scrolled with the keyboard.
			if (tag.equals("pre")) {
				attributes.put("tabindex", "0");
			}
		})
		.build();

	private final String title;

	Guide(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	String path() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The anchor that the pages of a repository give to a heading. */
	private static String anchor(String heading) {
		return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
	}

	/** The guide as a part of a page. */
	String html() {
		try {
			String text = new ClassPathResource(DIRECTORY + path() + ".md").getContentAsString(StandardCharsets.UTF_8);
			Node document = PARSER.parse(text);
			return RENDERER.render(document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
