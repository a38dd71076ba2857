package io.tagapi.server.http.response;

import java.util.Random;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.servlet.ServletRequest;

/**
 * Identifies a request in responses and in the log. The server makes it, so that nobody
 * can forge log entries.
 */
public final class RequestId {

	/** The name of the response header. */
	public static final String HEADER = "X-Request-Id";

	private static final String ATTRIBUTE = RequestId.class.getName();

	/** Unlike that of the JDK, it has no lock that all requests wait for. */
	private static final NoArgGenerator GENERATOR = Generators.randomBasedGenerator(new Random());

	private RequestId() {
	}

	/**
	 * The id of a request; made at the first call.
	 * @param request any request
	 * @return a UUID of version 4
	 */
	public static String of(ServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String id) {
			return id;
		}
		String id = GENERATOR.generate().toString();
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

}
