package io.tagapi.server.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.webmvc.ui.SwaggerResourceResolver;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Keeps the large files of Swagger UI compressed in memory. In the jar they are
 * compressed too, but otherwise: to serve one from there is to unpack it each time.
 */
@Component
class CompressedResources extends SwaggerResourceResolver {

	private static final int MIN_SIZE = 20_000;

	private final ConcurrentMap<String, Resource> resources = new ConcurrentHashMap<>();

	CompressedResources(SwaggerUiConfigProperties properties) {
		super(properties);
	}

	@Override
	protected @Nullable Resource resolveResourceInternal(@Nullable HttpServletRequest request, String path,
			List<? extends Resource> locations, ResourceResolverChain chain) {
		Resource resource = super.resolveResourceInternal(request, path, locations, chain);
		if (resource == null || request == null || !acceptsGzip(request)) {
			return resource;
		}
		return this.resources.computeIfAbsent(resource.getDescription(), (description) -> compressed(resource));
	}

	/**
	 * By the rule by which Spring caches what is resolved here, which disregards weights.
	 */
	private static boolean acceptsGzip(HttpServletRequest request) {
		String codings = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
		return codings != null && codings.toLowerCase(Locale.ROOT).contains("gzip");
	}

	private static Resource compressed(Resource resource) {
		try {
			return (resource.contentLength() >= MIN_SIZE) ? new CompressedResource(resource) : resource;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
