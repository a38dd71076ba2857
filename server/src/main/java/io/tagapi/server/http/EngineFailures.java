package io.tagapi.server.http;

import java.io.IOException;

import io.tagapi.server.http.error.ErrorResponseWriter;
import io.tagapi.server.http.response.RequestId;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Maps what the valves behind it throw. Tomcat would respond with an empty body, and log
 * a stack trace for each request.
 */
class EngineFailures extends ValveBase {

	private final ErrorResponseWriter errors;

	EngineFailures(ErrorResponseWriter errors) {
		super(true);
		this.errors = errors;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		try {
			getNext().invoke(request, response);
		}
		catch (RuntimeException | ServletException ex) {
			if (!response.isCommitted()) {
				response.setSuspended(false);
				response.setAppCommitted(false);
				response.setHeader(RequestId.HEADER, RequestId.of(request.getRequest()));
			}
			this.errors.send(request.getRequest(), response.getResponse(), ex);
		}
	}

}
