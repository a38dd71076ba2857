package io.tagapi.sandbox;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes the network as bad as a request prefers (RFC 7240), so that people can see how
 * their client copes: {@code drop=request} closes the connection and does nothing,
 * {@code drop=response} executes the request and then closes the connection without a
 * response. {@link DelayedRequests} takes the preference to wait.
 */
@Component
class NetworkFaults implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final Preference DROP = new Preference("drop", "request|response");

	private final String basePath;

	NetworkFaults(@Value("${tag-api.base-path}") String basePath) {
		this.basePath = basePath;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addContextValves(new FaultValve());
	}

	private final class FaultValve extends ValveBase {

		private FaultValve() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			if (!request.getDecodedRequestURI().startsWith(request.getContextPath() + NetworkFaults.this.basePath)) {
				getNext().invoke(request, response);
				return;
			}
			String drop = DROP.of(request).orElse("");
			if (drop.equalsIgnoreCase("response")) {
				request.setAttribute(DroppedResponses.DROPPED, true);
			}
			if (!drop.equalsIgnoreCase("request")) {
				getNext().invoke(request, response);
			}
			if (!drop.isEmpty() && !request.isAsync()) {
				// Nothing has been sent, and now the connection is closed. A request that
				// waits
				// without a thread comes here again, and gives back what it holds at its
				// end.
				response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
			}
		}

	}

}
