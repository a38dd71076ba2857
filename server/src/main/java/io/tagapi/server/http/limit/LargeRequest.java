package io.tagapi.server.http.limit;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A request with a body as long as a list of about a thousand devices. What it holds
 * while it is worked on is many times what others hold, and so is the time that it takes.
 */
public final class LargeRequest {

	private static final String ATTRIBUTE = LargeRequest.class.getName();

	private static final int MIN_BYTES = 16_000;

	private LargeRequest() {
	}

	/**
	 * Says how long the body of a request is.
	 * @param request the request
	 * @param length the number of its bytes
	 */
	public static void mark(HttpServletRequest request, long length) {
		request.setAttribute(ATTRIBUTE, length >= MIN_BYTES);
	}

	/**
	 * Whether a request is large.
	 * @param request a request whose body has been received
	 * @return whether it is
	 */
	public static boolean is(HttpServletRequest request) {
		return Boolean.TRUE.equals(request.getAttribute(ATTRIBUTE));
	}

}
