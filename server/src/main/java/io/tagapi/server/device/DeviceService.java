package io.tagapi.server.device;

import java.util.Map;
import java.util.UUID;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.error.ApiException;

import org.springframework.stereotype.Service;

/**
 * Finds devices by their tags, and tags by their devices.
 */
@Service
class DeviceService {

	private final DeviceRepository devices;

	DeviceService(DeviceRepository devices) {
		this.devices = devices;
	}

	/**
	 * Gets a device. There is one for every id: one that was never heard of has no tags.
	 */
	DeviceList get(CustomerId customer, String deviceId) {
		return this.devices.get(customer, deviceId);
	}

	/**
	 * Finds devices.
	 * @throws ApiException 404 if one of the tags does not exist
	 */
	DeviceList search(CustomerId customer, DeviceSearch search) {
		return this.devices.search(customer, search, search.drivers(deviceCounts(customer, search)));
	}

	/**
	 * Counts all devices that a search finds, on whatever page.
	 * @throws ApiException 404 if one of the tags does not exist
	 */
	long count(CustomerId customer, DeviceSearch search) {
		return this.devices.count(customer, search, search.drivers(deviceCounts(customer, search)));
	}

	private Map<UUID, Long> deviceCounts(CustomerId customer, DeviceSearch search) {
		Map<UUID, Long> counts = this.devices.deviceCounts(customer, search.tagIds());
		UnknownTags.refuse(search.tagIds(), counts.keySet());
		return counts;
	}

}
