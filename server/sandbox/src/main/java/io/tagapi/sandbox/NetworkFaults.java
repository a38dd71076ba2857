package io.tagapi.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Makes the network as bad as a request prefers (RFC 7240), so that people can see how
 * their client copes: {@code wait=5} delays by five seconds, {@code drop=request} closes
 * the connection and does nothing, {@code drop=response} executes the request and then
 * closes the connection without a response.
 */
@Component
class NetworkFaults implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final Pattern WAIT = preference("wait", "[0-9]{1,3}");

	private static final Pattern DROP = preference("drop", "request|response");

	private static final int LONGEST_WAIT = 60;

	/** Each has a thread, of which the others need most. */
	private static final int MAX_WAITING = 25;

	private final String basePath;

	NetworkFaults(@Value("${tag-api.base-path}") String basePath) {
		this.basePath = basePath;
	}

	private static Pattern preference(String name, String value) {
		return Pattern.compile("(?:^|,)\\s*" + name + "\\s*=\\s*(\"?)(" + value + ")\\1\\s*(?:[;,]|$)",
				Pattern.CASE_INSENSITIVE);
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addContextValves(new FaultValve());
	}

	private final class FaultValve extends ValveBase {

		private final Semaphore waiting = new Semaphore(MAX_WAITING);

		private FaultValve() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			if (!request.getDecodedRequestURI().startsWith(request.getContextPath() + NetworkFaults.this.basePath)) {
				getNext().invoke(request, response);
				return;
			}
			String preferences = String.join(", ", Collections.list(request.getHeaders("Prefer")));
			if (!request.isAsyncDispatching()
					&& !delay(value(WAIT, preferences).map(Integer::parseInt).orElse(0), response)) {
				response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
				return;
			}
			String drop = value(DROP, preferences).orElse("");
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

		private static Optional<String> value(Pattern preference, String preferences) {
			Matcher matcher = preference.matcher(preferences);
			return matcher.find() ? Optional.of(matcher.group(2)) : Optional.empty();
		}

		/** Returns false if too many are delayed already. */
		private boolean delay(int seconds, Response response) {
			if (seconds == 0) {
				return true;
			}
			if (!this.waiting.tryAcquire()) {
				return false;
			}
			int applied = Math.min(seconds, LONGEST_WAIT);
			try {
				Thread.sleep(Duration.ofSeconds(applied));
				response.addHeader("Preference-Applied", "wait=" + applied);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				this.waiting.release();
			}
			return true;
		}

	}

}
