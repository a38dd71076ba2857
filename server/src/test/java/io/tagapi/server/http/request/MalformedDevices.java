package io.tagapi.server.http.request;

import java.util.List;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A current request with malformed devices, for tests of other packages.
 */
public final class MalformedDevices {

	private MalformedDevices() {
	}

	/**
	 * Begins a request that ends with
	 * {@link RequestContextHolder#resetRequestAttributes()}.
	 */
	public static MalformedElements inRequest(List<String> devices) {
		MalformedElements malformed = new MalformedElements("deviceIds");
		for (int i = 0; i < devices.size(); i++) {
			malformed.add(9_999 - i, devices.get(i), List.of("must be 1 to 64 characters long",
					"must consist of letters, digits and ._:- and start with a letter or digit"));
		}
		MockHttpServletRequest request = new MockHttpServletRequest();
		malformed.attachTo(request);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		return malformed;
	}

}
