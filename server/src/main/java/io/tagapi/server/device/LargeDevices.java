package io.tagapi.server.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

	/** The size of a device may change. */
	private static final Duration KNOWN = Duration.ofMinutes(1);

	private static final String BEGUN = LargeDevices.class.getName();

	/** One for each of the requests. */
	private final List<String> customers = new ArrayList<>();

	private final Cache<Device, Boolean> known = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(KNOWN)
		.executor(Runnable::run)
		.build();

	/**
	 * Marks a device as large, so that requests for it can be rejected without asking the
	 * database.
	 */
	void mark(CustomerId customer, String deviceId) {
		this.known.put(new Device(customer.value(), deviceId), true);
	}

	boolean isKnown(CustomerId customer, String deviceId) {
		return this.known.getIfPresent(new Device(customer.value(), deviceId)) != null;
	}

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

	private record Device(String customerId, String id) {
	}

}
