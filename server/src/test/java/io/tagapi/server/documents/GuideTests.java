package io.tagapi.server.documents;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.tagapi.server.http.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class GuideTests {

	private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

	@ParameterizedTest
	@EnumSource(ErrorCode.class)
	void eachErrorHasAnAnchor(ErrorCode error) {
		assertThat(Guide.ERRORS.html())
			.contains("<h2 id=\"" + error.code() + "\">" + error.code() + "</h2>\n<p><code>" + error.name() + "</code>")
			.contains("<td><a href=\"#" + error.code() + "\">" + error.code() + "</a></td>\n<td>"
					+ error.status().value() + "</td>\n<td><code>" + error.name() + "</code></td>");
	}

	@ParameterizedTest
	@EnumSource(Guide.class)
	void aGuideHasATitleAndItsLinksLeadSomewhere(Guide guide) {
		String html = guide.html();

		assertThat(html).startsWith("<h1 id=\"" + guide.path() + "\">" + guide.title() + "</h1>");
		assertThat(LINK.matcher(html).results().map((link) -> link.group(1))).allSatisfy((link) -> {
			List<String> parts = List.of(link.split("#"));
			Guide target = parts.getFirst().isEmpty() ? guide
					: Guide.valueOf(parts.getFirst().toUpperCase(Locale.ROOT));
			if (parts.size() > 1) {
				assertThat(target.html()).contains("id=\"" + parts.get(1) + "\"");
			}
		});
	}

	@Test
	void noAnchorIsThereTwice() {
		for (Guide guide : Guide.values()) {
			List<String> anchors = Pattern.compile("id=\"([^\"]+)\"")
				.matcher(guide.html())
				.results()
				.map(MatchResult::group)
				.toList();
			assertThat(anchors).as(guide.title()).doesNotHaveDuplicates();
		}
	}

}
