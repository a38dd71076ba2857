package io.tagapi.server.http.response;

import java.util.UUID;

import jakarta.servlet.ServletRequest;

/**
 * Identifies a request in responses and in the log. The server makes it, so that nobody
 * can forge log entries.
 */
public final class RequestId {

	/** The name of the response header. */
	public static final String HEADER = "X-Request-Id";

	private static final String ATTRIBUTE = RequestId.class.getName();

	private RequestId() {
	}

	/**
	 * The id of a request; made at the first call.
	 * @param request any request
	 * @return a UUID
	 */
	public static String of(ServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String id) {
			return id;
		}
		String id = UUID.randomUUID().toString();
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

}
