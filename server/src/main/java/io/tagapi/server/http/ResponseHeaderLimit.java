package io.tagapi.server.http;

import java.io.IOException;

import io.tagapi.server.http.error.ErrorResponseWriter;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.HeadersTooLargeException;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Rejects a request whose response would have more headers than Tomcat can send. Some
 * headers repeat a part of the request: the query in a redirection, or what a page of
 * another origin asks to send. Tomcat would send no body, and log a stack trace each
 * time.
 */
class ResponseHeaderLimit extends ValveBase {

	/** For what Tomcat adds: the status, the date and the connection. */
	private static final int RESERVED = 500;

	/** Between a name and its value, and at the end of a line. */
	private static final int SEPARATORS = 4;

	private final ErrorResponseWriter errors;

	ResponseHeaderLimit(ErrorResponseWriter errors) {
		super(true);
		this.errors = errors;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		if (!response.isCommitted() && !request.isAsync()
				&& request.getConnector().getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol
				&& length(response.getCoyoteResponse().getMimeHeaders()) > protocol.getMaxHttpResponseHeaderSize()
						- RESERVED) {
			response.setSuspended(false);
			response.setAppCommitted(false);
			this.errors.send(request.getRequest(), response.getResponse(), new HeadersTooLargeException());
		}
	}

	private static int length(MimeHeaders headers) {
		int length = 0;
		for (int i = 0; i < headers.size(); i++) {
			length += headers.getName(i).getLength() + headers.getValue(i).getLength() + SEPARATORS;
		}
		return length;
	}

}
