package io.tagapi.server.http.request;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The malformed elements of the list in a request that asks for the others to be
 * processed. They are found when the request is read, so nobody looks a second time.
 *
 * @param problems what is wrong with each, by its position in the list
 */
public record MalformedElements(Map<Integer, String> problems) {

	private static final String ATTRIBUTE = MalformedElements.class.getName();

	void attachTo(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/**
	 * Those of the request that this thread responds to.
	 * @return the malformed elements, none if the request has to be valid as a whole
	 */
	public static MalformedElements current() {
		return (RequestContextHolder.currentRequestAttributes()
			.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof MalformedElements found) ? found
					: new MalformedElements(Map.of());
	}

}
