package io.tagapi.server.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/**
 * A page of HTML with places for values, such as <code>{{title}}</code>.
 *
 * @param html the page as it is so far
 */
public record Page(String html) {

	private static final String DIRECTORY = "documents/pages/";

	/**
	 * Reads a page.
	 * @param name the name of the file
	 * @return the page, with its places still open
	 */
	public static Page named(String name) {
		try {
			return new Page(new ClassPathResource(DIRECTORY + name).getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Puts text in its place.
	 * @param place the name of the place
	 * @param text any text; it is escaped
	 * @return the page with the text
	 */
	public Page with(String place, String text) {
		return withHtml(place, HtmlUtils.htmlEscape(text));
	}

	/**
	 * Puts a part of a page in its place.
	 * @param place the name of the place
	 * @param part well-formed HTML, of this project's own
	 * @return the page with the part
	 */
	public Page withHtml(String place, String part) {
		return new Page(this.html.replace("{{" + place + "}}", part));
	}

}
