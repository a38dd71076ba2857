package io.tagapi.server.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.Customers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many rows PostgreSQL returns for a page of devices. The server holds all of them.
 */
@AcceptanceTest
class DevicePageRowsTests {

	private static final CustomerId DEMO = Customers.ofOperator("demo");

	private final DeviceRepository devices;

	private final JdbcClient database;

	DevicePageRowsTests(@Autowired DeviceRepository devices, @Autowired JdbcClient database) {
		this.devices = devices;
		this.database = database;
	}

	/** A tag has more than 400 bytes. Of the devices of a page, one more is found. */
	@ParameterizedTest
	@CsvSource({ "8 devices of 700 tags, 8, 700, 100, 2100", "3 of 8 devices of 10 tags, 8, 10, 3, 40",
			"8 devices of 10 tags, 8, 10, 100, 80" })
	void tagsThatThePageDoesNotHoldAreNoRows(String name, int count, int tags, int size, int rows) {
		LargeDeviceData.insert(this.database, tags, count);

		assertThat(rows(size, false)).as(name).hasSize(rows);
	}

	@ParameterizedTest
	@CsvSource({ "false, 1", "true, 2500" })
	void deviceThatIsLargerThanAPageIsRowsIfItIsWantedWhole(boolean whole, int rows) {
		LargeDeviceData.insert(this.database, 2_500, 2);

		assertThat(rows(100, whole)).hasSize(rows);
		assertThat(find(100, whole)).map(DeviceList::isBelowFirstDevice).contains(!whole);
	}

	private List<Map<String, @Nullable Object>> rows(int size, boolean whole) {
		return this.devices.page(DEMO, search(size), List.of(LargeDeviceData.TAG), whole).query().listOfRows();
	}

	private Optional<DeviceList> find(int size, boolean whole) {
		return this.devices.search(DEMO, search(size), List.of(LargeDeviceData.TAG), whole);
	}

	private static DeviceSearch search(int size) {
		return DeviceSearch.of(null, List.of(LargeDeviceData.TAG), null, null, size);
	}

}
