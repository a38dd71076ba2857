package io.tagapi.server.http.response;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Rejects requests whose client does not accept JSON. Of the ranges that match, the most
 * specific counts, and a weight of zero means "not acceptable" (RFC 9110, section
 * 12.4.2), which Spring takes for a low priority.
 */
public class AcceptCheck implements HandlerInterceptor {

	private static final MediaType JSON = MediaType.APPLICATION_JSON;

	private static final Comparator<MediaType> BY_SPECIFICITY = Comparator
		.<MediaType, Boolean>comparing(MimeType::isWildcardType)
		.thenComparing(MimeType::isWildcardSubtype)
		.thenComparing(Comparator.comparingDouble(MediaType::getQualityValue).reversed());

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws HttpMediaTypeNotAcceptableException {
		if (ranges(request).stream()
			.filter((range) -> range.includes(JSON))
			.min(BY_SPECIFICITY)
			.filter((range) -> range.getQualityValue() == 0)
			.isPresent()) {
			throw new HttpMediaTypeNotAcceptableException(List.of(JSON));
		}
		return true;
	}

	/**
	 * The media types that a client accepts.
	 * @param request any request
	 * @return the ranges of the header; none if it is not there
	 * @throws HttpMediaTypeNotAcceptableException if the header is malformed
	 */
	public static List<MediaType> ranges(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		try {
			return MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpMediaTypeNotAcceptableException("Could not parse the Accept header: " + ex.getMessage());
		}
	}

}
