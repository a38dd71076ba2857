package io.tagapi.server.http.limit;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Says for which customer a request counts.
 */
public interface CustomerOfRequest {

	/**
	 * The customer that a request is authorized for, as far as its access token tells.
	 * @param request an authenticated request
	 * @return the id of the customer; empty if the request is going to be rejected
	 */
	Optional<String> customerOf(HttpServletRequest request);

}
