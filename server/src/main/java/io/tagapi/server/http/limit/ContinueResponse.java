package io.tagapi.server.http.limit;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;

/**
 * The interim response {@code 100 (Continue)}, for which a client with a large body
 * waits. Tomcat sends it when a thread reads the body, and not before, so a request that
 * is rejected by its header gets the final response alone. Where no thread waits for the
 * body, it has to be sent first.
 */
public final class ContinueResponse extends ValveBase {

	private static final String ATTRIBUTE = ContinueResponse.class.getName();

	ContinueResponse() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		org.apache.coyote.Request received = request.getCoyoteRequest();
		if (received.hasExpectation()) {
			Runnable send = () -> received.action(ActionCode.ACK, ContinueResponseTiming.ON_REQUEST_BODY_READ);
			request.setAttribute(ATTRIBUTE, send);
		}
		getNext().invoke(request, response);
	}

	/**
	 * Sends the interim response, if the client waits for it and has not got it yet.
	 * @param request a request whose body is wanted
	 */
	public static void send(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof Runnable send) {
			send.run();
		}
	}

}
