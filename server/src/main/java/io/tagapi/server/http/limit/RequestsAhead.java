package io.tagapi.server.http.limit;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

import org.springframework.http.HttpHeaders;

/**
 * Ends a connection after many requests that were sent ahead of their responses, so that
 * its client does not keep the thread that responds to them.
 */
class RequestsAhead extends ValveBase {

	private final QueueingExecutor threads;

	private final ClosedConnections closed;

	RequestsAhead(QueueingExecutor threads, ClosedConnections closed) {
		super(true);
		this.threads = threads;
		this.closed = closed;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (this.threads.beginRequest()) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
			this.closed.count(ClosedConnections.Reason.REQUESTS_AHEAD);
		}
		getNext().invoke(request, response);
	}

}
