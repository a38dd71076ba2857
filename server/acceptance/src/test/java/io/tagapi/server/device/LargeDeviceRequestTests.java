package io.tagapi.server.device;

import java.util.ArrayList;
import java.util.List;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.Customers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests for devices that are larger than a page, while others read such devices.
 */
@AcceptanceTest
class LargeDeviceRequestTests {

	private static final CustomerId DEMO = Customers.ofOperator("demo");

	private static final String DEVICE = "/tag/v1/devices/L0?customerId=demo";

	private static final String SEARCH = "/tag/v1/devices?customerId=demo&anyTags=019a9d2e-6c00-7b3a-9f62-000000000001";

	private static final String COUNTED_SEARCH = SEARCH + "&includeTotal=true";

	private final TestServer server;

	private final LargeDevices largeDevices;

	private final List<ServletRequestAttributes> others = new ArrayList<>();

	LargeDeviceRequestTests(@Autowired TestServer server, @Autowired LargeDevices largeDevices) {
		this.server = server;
		this.largeDevices = largeDevices;
	}

	@BeforeEach
	void insertLargeDevice() {
		LargeDeviceData.insert(this.server.database(), 2_500, 1);
	}

	@AfterEach
	void endOthers() {
		this.others.forEach(ServletRequestAttributes::requestCompleted);
		RequestContextHolder.resetRequestAttributes();
	}

	@ParameterizedTest
	@ValueSource(strings = { DEVICE, SEARCH, COUNTED_SEARCH })
	void requestIsRejectedWhileTooManyAreRead(String path) {
		for (int i = 0; i < LargeDevices.MAX_PER_CUSTOMER; i++) {
			beginAnother();
		}

		expectRejected(this.server.get(path));

		this.others.getFirst().requestCompleted();
		for (int i = 0; i <= LargeDevices.MAX_PER_CUSTOMER; i++) {
			assertThat(this.server.get(path).status()).as("One after the other").isEqualTo(200);
		}
	}

	@Test
	void smallDevicesAreReadMeanwhile() {
		for (int i = 0; i < LargeDevices.MAX_PER_CUSTOMER; i++) {
			beginAnother();
		}
		this.server.database()
			.sql("insert into assignment values ('demo', ?, 'small')")
			.param(LargeDeviceData.TAG)
			.update();

		assertThat(this.server.get("/tag/v1/devices/small?customerId=demo").status()).isEqualTo(200);
		assertThat(this.server.get(SEARCH + "&searchAfter=L0").status()).isEqualTo(200);
	}

	/** Its statement would fail. */
	@Test
	void deviceThatIsKnownToBeLargeIsRejectedWithoutAskingTheDatabase() {
		assertThat(this.server.get(DEVICE).status()).isEqualTo(200);
		for (int i = 0; i < LargeDevices.MAX_PER_CUSTOMER; i++) {
			beginAnother();
		}

		this.server.database().sql("alter table assignment rename to assignment_away").update();
		try {
			expectRejected(this.server.get(DEVICE));
		}
		finally {
			this.server.database().sql("alter table assignment_away rename to assignment").update();
		}
	}

	private void beginAnother() {
		ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
		RequestContextHolder.setRequestAttributes(request);
		this.largeDevices.begin(DEMO);
		this.others.add(request);
	}

	private static void expectRejected(Response response) {
		response.isError(429, "42900000", "TOO_MANY_REQUESTS", "Too many requests were sent in a short time: "
				+ "too many devices with more than a megabyte of tags are being read");
	}

}
