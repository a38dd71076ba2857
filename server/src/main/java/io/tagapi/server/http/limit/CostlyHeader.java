package io.tagapi.server.http.limit;

import io.tagapi.server.http.error.ErrorValve;
import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;

import org.springframework.http.HttpHeaders;

/**
 * Rejects what Tomcat would work on for long before anything can respond: in a path, it
 * moves the rest for each semicolon and each repeated slash; two headers it parses
 * several times, element by element. Such a request is replaced by one that Tomcat
 * rejects at once, and after which it closes the connection.
 */
final class CostlyHeader {

	private static final int MAX_PATH = 4096;

	private static final int MAX_TOKENS = 1000;

	private static final byte[] MALFORMED = { '/', '%' };

	private CostlyHeader() {
	}

	/**
	 * Replaces a request if it would cost too much.
	 * @param request a request of which the header is read, and nothing else is done
	 */
	static void replace(Request request) {
		if (request.requestURI().getLength() > MAX_PATH) {
			replace(request, "the path is longer than " + MAX_PATH + " bytes");
		}
		MimeHeaders headers = request.getMimeHeaders();
		if (lengthOf(headers, HttpHeaders.CONNECTION) + lengthOf(headers, HttpHeaders.TRANSFER_ENCODING) > MAX_TOKENS) {
			replace(request, "the headers Connection and Transfer-Encoding are longer than " + MAX_TOKENS + " bytes");
		}
	}

	private static void replace(Request request, String reason) {
		MimeHeaders headers = request.getMimeHeaders();
		headers.removeHeader(HttpHeaders.CONNECTION);
		headers.removeHeader(HttpHeaders.TRANSFER_ENCODING);
		headers.addValue(HttpHeaders.CONNECTION).setString("close");
		request.requestURI().setBytes(MALFORMED, 0, MALFORMED.length);
		request.setAttribute(ErrorValve.REASON, reason);
	}

	private static int lengthOf(MimeHeaders headers, String name) {
		int length = 0;
		for (int i = 0; i < headers.size(); i++) {
			MessageBytes value = headers.getValue(i);
			if (headers.getName(i).equalsIgnoreCase(name) && value != null) {
				length += value.getLength();
			}
		}
		return length;
	}

}
