package io.tagapi.server.http.request;

import java.util.Collections;
import java.util.List;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/**
 * Rejects bodies that are compressed: RFC 9110, sections 8.4 and 12.5.3.
 */
final class ContentCoding {

	private static final String NONE = "identity";

	private ContentCoding() {
	}

	static void requireNone(HttpServletRequest request) {
		List<String> codings = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING));
		if (codings.stream().anyMatch((coding) -> !coding.isBlank() && !coding.strip().equalsIgnoreCase(NONE))) {
			HttpHeaders headers = new HttpHeaders();
			headers.set(HttpHeaders.ACCEPT_ENCODING, NONE);
			throw new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
					"a body with a Content-Encoding is not read; send it as it is", headers);
		}
	}

}
