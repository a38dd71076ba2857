package io.tagapi.server.device;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.Customers;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.storage.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Searches during which another request commits a change. The tag is on two devices
 * before it.
 */
@AcceptanceTest
class DeviceServiceTests {

	private static final CustomerId DEMO = Customers.ofOperator("demo");

	private final TestServer server;

	private final TagApiClient client;

	private final LargeDevices largeDevices;

	private final Transactions transactions;

	private UUID tag = TestServer.unknownTag(1);

	DeviceServiceTests(@Autowired TestServer server, @Autowired LargeDevices largeDevices,
			@Autowired Transactions transactions) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
		this.largeDevices = largeDevices;
		this.transactions = transactions;
	}

	@BeforeEach
	void createTag() {
		this.tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2")).getId();
		assign("A1", "A2");
	}

	@Test
	void deviceThatIsAddedAfterThePageIsNotInTheTotal() {
		DeviceList before = search(DeviceServiceTests::nothing, DeviceServiceTests::nothing, true);

		DeviceList found = search(DeviceServiceTests::nothing, () -> assign("A3"), true);

		assertThat(found).isEqualTo(before);
		assertThat(found.total()).isEqualTo(2);
		assertThat(search(DeviceServiceTests::nothing, DeviceServiceTests::nothing, true).total()).isEqualTo(3);
	}

	@Test
	void tagThatIsDeletedAfterThePageStillHasItsDevicesInTheTotal() {
		DeviceList before = search(DeviceServiceTests::nothing, DeviceServiceTests::nothing, true);

		assertThat(search(DeviceServiceTests::nothing, this::deleteTag, true)).isEqualTo(before);
	}

	@ParameterizedTest(name = "includeTotal={0}")
	@ValueSource(booleans = { true, false })
	void tagThatIsDeletedBeforeThePageIsNotFound(boolean includeTotal) {
		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> search(this::deleteTag, DeviceServiceTests::nothing, includeTotal))
			.withMessage("The requested resource does not exist: tag " + this.tag);
	}

	/**
	 * Searches for the devices of the tag.
	 * @param beforePage what others commit after the tag was found
	 * @param beforeCount what others commit after the page was read
	 */
	private DeviceList search(Runnable beforePage, Runnable beforeCount, boolean includeTotal) {
		DeviceRepository devices = new DeviceRepository(this.server.database()) {
			@Override
			Optional<DeviceList> search(CustomerId customer, DeviceSearch search, Collection<UUID> drivers,
					boolean whole) {
				beforePage.run();
				return super.search(customer, search, drivers, whole);
			}

			@Override
			long count(CustomerId customer, DeviceSearch search, Collection<UUID> drivers) {
				beforeCount.run();
				return super.count(customer, search, drivers);
			}
		};
		return new DeviceService(devices, this.largeDevices, this.transactions).search(DEMO,
				DeviceSearch.of(List.of(this.tag), null, null, null, 25), includeTotal);
	}

	private static void nothing() {
	}

	private void assign(String... deviceIds) {
		this.client.bulkAssignTags("demo",
				new BulkTagsRequest().deviceIds(List.of(deviceIds)).tagIds(List.of(this.tag)));
	}

	private void deleteTag() {
		this.client.deleteTag("demo", this.tag);
	}

}
