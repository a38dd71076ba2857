package io.tagapi.server.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.webmvc.ui.SwaggerIndexTransformer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Replaces the page and the script that come with Swagger UI by this project's. The
 * script takes Swagger UI's settings from springdoc, and how to get tokens from
 * {@link DocumentsController}. springdoc's own script is not used because it would tell
 * every visitor a client secret, if one were configured.
 */
@Component
class SwaggerUiPage implements SwaggerIndexTransformer {

	static final String PATH = "/swagger-ui/index.html";

	private final byte[] page;

	private final byte[] script;

	SwaggerUiPage(ObjectProvider<PageNotice> notices) {
		this.page = Page.named("swagger-ui.html")
			.withHtml("notice", notices.stream().map((notice) -> notice.page().html()).collect(Collectors.joining()))
			.html()
			.getBytes(StandardCharsets.UTF_8);
		this.script = bytes("documents/swagger-initializer.js");
	}

	private static byte[] bytes(String path) {
		try {
			return new ClassPathResource(path).getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain) {
		return switch (resource.getFilename()) {
			case "index.html" -> new TransformedResource(resource, this.page);
			case "swagger-initializer.js" -> new TransformedResource(resource, this.script);
			case null, default -> resource;
		};
	}

}
