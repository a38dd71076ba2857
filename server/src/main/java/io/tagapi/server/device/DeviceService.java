package io.tagapi.server.device;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.request.OperationScope;
import io.tagapi.server.storage.Transactions;

import org.springframework.stereotype.Service;

/**
 * Finds devices by their tags, and tags by their devices.
 */
@Service
class DeviceService {

	private final DeviceRepository devices;

	private final LargeDevices largeDevices;

	private final Transactions transactions;

	DeviceService(DeviceRepository devices, LargeDevices largeDevices, Transactions transactions) {
		this.devices = devices;
		this.largeDevices = largeDevices;
		this.transactions = transactions;
	}

	/**
	 * Gets a device. There is one for every id: one that was never heard of has no tags.
	 * @throws ApiException 429 if it is larger than a page, and too many such are read
	 */
	DeviceList get(CustomerId customer, String deviceId) {
		if (!this.largeDevices.isKnown(customer, deviceId)) {
			DeviceList device = this.devices.get(customer, deviceId, false);
			if (!device.isBelowFirstDevice()) {
				return device;
			}
			this.largeDevices.mark(customer, deviceId);
		}
		this.largeDevices.begin(customer);
		return this.devices.get(customer, deviceId, true);
	}

	/**
	 * Finds devices. If a tag is deleted in between, it is unknown when its devices are
	 * counted again.
	 * @param counted whether to count those of all pages too, in the same snapshot
	 * @throws ApiException 404 if one of the tags does not exist, 429 if the first device
	 * is larger than a page, and too many such are read
	 */
	DeviceList search(CustomerId customer, DeviceSearch search, boolean counted) {
		Map<UUID, Long> deviceCounts = deviceCounts(customer, search);
		if (search.mayLookAtMany(deviceCounts, counted)) {
			OperationScope.current().ifPresent(OperationScope::markLarge);
		}
		Collection<UUID> drivers = search.drivers(deviceCounts);
		Supplier<Optional<DeviceList>> found = () -> page(customer, search, drivers)
			.map((list) -> counted ? list.withTotal(this.devices.count(customer, search, drivers)) : list);
		return (counted ? this.transactions.snapshot(found) : found.get())
			.orElseGet(() -> search(customer, search, counted));
	}

	private Optional<DeviceList> page(CustomerId customer, DeviceSearch search, Collection<UUID> drivers) {
		Optional<DeviceList> page = this.devices.search(customer, search, drivers, false);
		if (page.filter(DeviceList::isBelowFirstDevice).isPresent()) {
			this.largeDevices.begin(customer);
			return this.devices.search(customer, search, drivers, true);
		}
		return page;
	}

	private Map<UUID, Long> deviceCounts(CustomerId customer, DeviceSearch search) {
		Map<UUID, Long> counts = this.devices.deviceCounts(customer, search.tagIds());
		UnknownTags.reject(search.tagIds(), counts.keySet());
		return counts;
	}

}
