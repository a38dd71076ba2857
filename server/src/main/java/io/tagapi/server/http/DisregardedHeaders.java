package io.tagapi.server.http;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Takes away headers that a server may disregard, and that cost this one more than they
 * are worth to anybody:
 *
 * <ul>
 * <li>The languages that a client prefers: this server has one. Spring asks for them with
 * each request, and Tomcat makes an error of more than ten.
 * <li>Ranges of bytes: for each of a hundred, Spring would unpack a document again.
 * <li>The media types that a client accepts, if these are many more than anybody sends:
 * Spring reads each of them several times, only to reject more than fifty.
 * <li>Empty elements among them, which HTTP allows (RFC 9110, section 5.6.1): the health
 * would fail with one.
 * <li>Character sets among them: all that the server sends is UTF-8, and Spring would
 * fail after the work is done.
 * <li>A range in place of the media type of a body, such as {@code *}{@code /*}, which
 * says nothing: Spring would fail with it, even where there is no body.
 * </ul>
 */
class DisregardedHeaders extends ValveBase {

	/** Browsers send about 200. */
	private static final int MAX_ACCEPT = 2000;

	private static final String CHARSET = "charset";

	private static final Pattern DISREGARDED_PART = Pattern.compile("(?:^|,)\\s*+(?:,|$)|" + CHARSET,
			Pattern.CASE_INSENSITIVE);

	DisregardedHeaders() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
		headers.removeHeader(HttpHeaders.ACCEPT_LANGUAGE);
		headers.removeHeader(HttpHeaders.RANGE);
		String accept = accept(headers);
		if (accept.length() > MAX_ACCEPT) {
			headers.removeHeader(HttpHeaders.ACCEPT);
		}
		else if (DISREGARDED_PART.matcher(accept).find()) {
			removeDisregardedParts(headers, accept);
		}
		if (isRange(headers.getHeader(HttpHeaders.CONTENT_TYPE))) {
			headers.removeHeader(HttpHeaders.CONTENT_TYPE);
		}
		getNext().invoke(request, response);
	}

	/** A header that Tomcat rejects for its value has none. */
	private static String accept(MimeHeaders headers) {
		return Collections.list(headers.values(HttpHeaders.ACCEPT))
			.stream()
			.filter(Objects::nonNull)
			.collect(Collectors.joining(","));
	}

	/** A malformed header is left for those who reject it. */
	private static void removeDisregardedParts(MimeHeaders headers, String accept) {
		try {
			String ranges = MediaType
				.toString(MediaType.parseMediaTypes(accept).stream().map(DisregardedHeaders::withoutCharset).toList());
			headers.removeHeader(HttpHeaders.ACCEPT);
			if (!ranges.isEmpty()) {
				headers.addValue(HttpHeaders.ACCEPT).setString(ranges);
			}
		}
		catch (InvalidMediaTypeException ex) {
			// Another reads it again.
		}
	}

	private static MediaType withoutCharset(MediaType range) {
		Map<String, String> parameters = new LinkedHashMap<>(range.getParameters());
		parameters.keySet().removeIf(CHARSET::equalsIgnoreCase);
		return new MediaType(range, parameters);
	}

	private static boolean isRange(@Nullable String contentType) {
		if (contentType == null || contentType.indexOf('*') < 0) {
			return false;
		}
		try {
			return !MediaType.parseMediaType(contentType).isConcrete();
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
