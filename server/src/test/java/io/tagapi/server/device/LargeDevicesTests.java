package io.tagapi.server.device;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.Customers;
import io.tagapi.server.http.error.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LargeDevicesTests {

	private static final CustomerId ACME = Customers.ofOperator("acme");

	private static final CustomerId DEMO = Customers.ofOperator("demo");

	private static final CustomerId OTHER = Customers.ofOperator("other");

	private final LargeDevices devices = new LargeDevices();

	@AfterEach
	void forget() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void oneCustomerCannotTakeWhatOthersMayHave() {
		begin(ACME);
		ServletRequestAttributes second = begin(ACME);
		expectRejected(ACME);
		begin(DEMO);

		second.requestCompleted();

		begin(ACME);
		expectRejected(ACME);
	}

	@Test
	void allCustomersTogetherAreBounded() {
		ServletRequestAttributes first = begin(ACME);
		begin(ACME);
		begin(DEMO);
		begin(DEMO);
		expectRejected(OTHER);

		first.requestCompleted();

		begin(OTHER);
	}

	@Test
	void requestCountsOnceUntilItEnds() {
		ServletRequestAttributes request = begin(ACME);
		this.devices.begin(ACME);
		begin(ACME);

		request.requestCompleted();

		begin(ACME);
		expectRejected(ACME);
	}

	@Test
	void largeDeviceIsMarkedForItsCustomer() {
		this.devices.mark(ACME, "R58M42ABCDE");

		assertThat(this.devices.isKnown(ACME, "R58M42ABCDE")).isTrue();
		assertThat(this.devices.isKnown(ACME, "R58M42ABCDF")).isFalse();
		assertThat(this.devices.isKnown(DEMO, "R58M42ABCDE")).isFalse();
	}

	private ServletRequestAttributes begin(CustomerId customer) {
		ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
		RequestContextHolder.setRequestAttributes(request);
		this.devices.begin(customer);
		return request;
	}

	private void expectRejected(CustomerId customer) {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.devices.begin(customer))
			.withMessage("Too many requests were sent in a short time: "
					+ "too many devices with more than a megabyte of tags are being read");
	}

}
