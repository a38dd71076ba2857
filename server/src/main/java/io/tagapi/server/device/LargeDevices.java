package io.tagapi.server.device;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Bounds the requests that read a device with more tags than a page may hold. Each takes
 * some megabytes of memory until its response is written.
 */
@Component
class LargeDevices {

	static final int MAX = 4;

	static final int MAX_PER_CUSTOMER = 2;

	private static final String BEGUN = LargeDevices.class.getName();

	/** One for each of the requests. */
	private final List<String> customers = new ArrayList<>();

	/**
	 * Counts the current request until it ends. It counts once, however often it begins.
	 * @param customer the customer that it is for
	 * @throws ApiException 429 if there are too many
	 */
	void begin(CustomerId customer) {
		RequestAttributes request = RequestContextHolder.currentRequestAttributes();
		if (request.getAttribute(BEGUN, RequestAttributes.SCOPE_REQUEST) != null) {
			return;
		}
		add(customer.value());
		request.setAttribute(BEGUN, true, RequestAttributes.SCOPE_REQUEST);
		request.registerDestructionCallback(BEGUN, () -> remove(customer.value()), RequestAttributes.SCOPE_REQUEST);
	}

	private synchronized void add(String customerId) {
		if (this.customers.size() == MAX || Collections.frequency(this.customers, customerId) == MAX_PER_CUSTOMER) {
			throw new ApiException(ErrorCode.TOO_MANY_REQUESTS,
					"too many devices with more than a megabyte of tags are being read");
		}
		this.customers.add(customerId);
	}

	private synchronized void remove(String customerId) {
		this.customers.remove(customerId);
	}

}
