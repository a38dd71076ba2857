package io.tagapi.server.http.limit;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request that has waited without a thread. For what follows it begins here: filters
 * that are for the first dispatch of a request have not seen it yet, among them those
 * that protect pages and forms.
 */
public class ResumedRequest extends HttpServletRequestWrapper {

	/**
	 * A request that goes on.
	 * @param request the request as it was dispatched anew
	 */
	public ResumedRequest(HttpServletRequest request) {
		super(request);
	}

	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

}
