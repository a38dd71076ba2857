package io.tagapi.server.http.request;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The malformed elements of the list in a request that asks for the others to be
 * processed. They are found when the request is read, so nobody looks a second time; the
 * list has null in their place.
 *
 * @param list the name of the list
 * @param problems what is wrong with each, by its text
 */
public record MalformedElements(String list, SortedMap<String, String> problems) {

	/** The attribute of a reader that takes them. */
	static final Object READER_ATTRIBUTE = MalformedElements.class;

	private static final String ATTRIBUTE = MalformedElements.class.getName();

	MalformedElements(String list) {
		this(list, new TreeMap<>());
	}

	void add(String text, Violations problems) {
		this.problems.computeIfAbsent(text, (added) -> problems.describe(List.of()));
	}

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
					: new MalformedElements("");
	}

}
