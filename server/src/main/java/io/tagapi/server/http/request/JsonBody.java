package io.tagapi.server.http.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The JSON of a request, for handlers that are no operations of the contract: in the
 * media type, the encoding and the coding that operations demand.
 */
public final class JsonBody {

	private JsonBody() {
	}

	/**
	 * The body of a request.
	 * @param request the request, whose body has been received
	 * @return JSON in UTF-8, as far as its bytes tell; nothing if there is no body
	 * @throws ApiException 415 if the headers say that it is something else, 400 if its
	 * bytes do, and as {@link RequestBody#toBytes()} says
	 */
	public static byte[] of(HttpServletRequest request) {
		@Nullable RequestBody received = RequestBody.of(request);
		if (received == null) {
			return new byte[0];
		}
		requireJson(request);
		requireUtf8(request);
		ContentCoding.requireNone(request);
		byte[] body = received.toBytes();
		if (!Utf8.isJsonText(body)) {
			throw ApiException.invalid("the request body is not valid UTF-8");
		}
		return body;
	}

	private static void requireJson(HttpServletRequest request) {
		@Nullable String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
		if (contentType == null || !isJson(contentType)) {
			throw new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
					((contentType != null) ? contentType : "none was given") + "; send " + MediaType.APPLICATION_JSON);
		}
	}

	private static boolean isJson(String contentType) {
		try {
			return MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	/** RFC 8259, section 8.1: JSON that systems exchange is UTF-8. */
	static void requireUtf8(HttpServletRequest request) {
		String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
		@Nullable Charset charset = MediaType.parseMediaType(contentType).getCharset();
		if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
			throw new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, contentType + "; send application/json, in UTF-8");
		}
	}

}
