package io.tagapi.server.http.limit;

import io.tagapi.server.http.error.ErrorValve;
import org.apache.coyote.Request;

/**
 * Rejects a path that is longer than any that the server has, before Tomcat looks at it:
 * it would move the rest of the path for each semicolon and each repeated slash in it. In
 * front of Tomcat nothing can respond, so the path is replaced by one that Tomcat rejects
 * at once.
 */
final class LongPath {

	private static final int MAX = 4096;

	private static final byte[] MALFORMED = { '/', '%' };

	private LongPath() {
	}

	/** Replaces the path of a request if it is too long. */
	static void replace(Request request) {
		if (request.requestURI().getLength() > MAX) {
			request.requestURI().setBytes(MALFORMED, 0, MALFORMED.length);
			request.setAttribute(ErrorValve.REASON, "the path is longer than " + MAX + " bytes");
		}
	}

}
