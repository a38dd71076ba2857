package io.tagapi.server.http.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The malformed elements of the list in a request that asks for the others to be
 * processed. They are found when the request is read, so nobody looks a second time; the
 * list has null in their place.
 */
public final class MalformedElements {

	/** The attribute of a reader that takes them. */
	static final Object READER_ATTRIBUTE = MalformedElements.class;

	private static final String ATTRIBUTE = MalformedElements.class.getName();

	/** The names, the code and the sentence of an error. */
	private static final int MAX_AROUND_ELEMENT = 160;

	private final String list;

	private final SortedMap<String, MalformedElement> elements = new TreeMap<>();

	/** Many elements break the same rules, and hold them once. */
	private final Map<List<String>, List<String>> rules = new HashMap<>();

	private long maxResponseBytes;

	/**
	 * Elements of a list, none at first.
	 * @param list the name of the list
	 */
	MalformedElements(String list) {
		this.list = list;
	}

	String list() {
		return this.list;
	}

	void add(int index, String text, List<String> brokenRules) {
		if (this.elements.containsKey(text)) {
			return;
		}
		List<String> held = this.rules.computeIfAbsent(brokenRules, List::copyOf);
		MalformedElement element = new MalformedElement(this.list, index, text, held);
		this.elements.put(text, element);
		this.maxResponseBytes += element.maxBytes() + MAX_AROUND_ELEMENT;
	}

	/**
	 * Those with different texts.
	 * @return the elements, ordered by their texts
	 */
	public List<MalformedElement> sorted() {
		return List.copyOf(this.elements.values());
	}

	/**
	 * How long a list in a response can be that has an error for each.
	 * @return a number of bytes that is not exceeded
	 */
	public long maxResponseBytes() {
		return this.maxResponseBytes;
	}

	void attachTo(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/** Lets them go once the response is written as JSON. */
	static void detachFrom(HttpServletRequest request) {
		request.removeAttribute(ATTRIBUTE);
	}

	/**
	 * Those of a request.
	 * @param request a request that has been read
	 * @return the malformed elements, none if the request has to be valid as a whole
	 */
	static MalformedElements of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof MalformedElements found) ? found : new MalformedElements("");
	}

	/**
	 * Those of the request that this thread responds to.
	 * @return the malformed elements, none if the request has to be valid as a whole
	 */
	public static MalformedElements current() {
		return of(((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest());
	}

}
