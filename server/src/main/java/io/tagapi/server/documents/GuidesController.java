package io.tagapi.server.documents;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Serves the guides as pages of their own.
 */
@Controller
class GuidesController {

	private final Map<String, String> pages = new ConcurrentHashMap<>();

	@GetMapping({ "/guides", "/guides/" })
	String first() {
		return "redirect:/guides/" + Guide.ERRORS.path();
	}

	@GetMapping(path = "/guides/{name:errors|retries|paging|events}", produces = MediaType.TEXT_HTML_VALUE)
	@ResponseBody
	String guide(@PathVariable String name) {
		return this.pages.computeIfAbsent(name, (path) -> page(Guide.valueOf(path.toUpperCase(Locale.ROOT))));
	}

	private static String page(Guide guide) {
		return Page.named("guide.html")
			.with("title", guide.title())
			.withHtml("guides",
					Arrays.stream(Guide.values()).map((other) -> link(other, guide)).collect(Collectors.joining()))
			.withHtml("text", guide.html())
			.html();
	}

	private static String link(Guide guide, Guide current) {
		String mark = (guide == current) ? " aria-current=\"page\"" : "";
		return "<li><a href=\"" + guide.path() + "\"" + mark + ">" + guide.title() + "</a></li>";
	}

}
