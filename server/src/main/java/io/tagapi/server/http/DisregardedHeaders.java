package io.tagapi.server.http;

import java.io.IOException;
import java.util.Collections;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;

import org.springframework.http.HttpHeaders;

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
 * </ul>
 */
class DisregardedHeaders extends ValveBase {

	/** Browsers send about 200. */
	private static final int MAX_ACCEPT = 2000;

	DisregardedHeaders() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
		headers.removeHeader(HttpHeaders.ACCEPT_LANGUAGE);
		headers.removeHeader(HttpHeaders.RANGE);
		if (length(headers, HttpHeaders.ACCEPT) > MAX_ACCEPT) {
			headers.removeHeader(HttpHeaders.ACCEPT);
		}
		getNext().invoke(request, response);
	}

	private static int length(MimeHeaders headers, String name) {
		return Collections.list(headers.values(name)).stream().mapToInt(String::length).sum();
	}

}
