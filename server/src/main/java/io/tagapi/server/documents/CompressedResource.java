package io.tagapi.server.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.HttpResource;

/**
 * A resource that has been compressed once, for clients that accept gzip. They keep it,
 * and ask whether it has changed.
 */
final class CompressedResource extends AbstractResource implements HttpResource {

	private final Resource original;

	private final byte[] bytes;

	CompressedResource(Resource original) throws IOException {
		this.original = original;
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(original.getContentAsByteArray());
		}
		this.bytes = compressed.toByteArray();
	}

	@Override
	public HttpHeaders getResponseHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
		headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		headers.setCacheControl(CacheControl.noCache());
		return headers;
	}

	@Override
	public InputStream getInputStream() {
		return new ByteArrayInputStream(this.bytes);
	}

	@Override
	public long contentLength() {
		return this.bytes.length;
	}

	@Override
	public long lastModified() throws IOException {
		return this.original.lastModified();
	}

	@Override
	public @Nullable String getFilename() {
		return this.original.getFilename();
	}

	/** Resources with the same description are equal. */
	@Override
	public String getDescription() {
		return "compressed " + this.original.getDescription();
	}

}
