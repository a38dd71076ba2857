package io.tagapi.server.device;

import java.util.List;

import io.tagapi.server.customer.CustomerVersion;
import org.jspecify.annotations.Nullable;

/**
 * A page of devices.
 *
 * @param version the version of the customer's data that the page is of
 * @param devices the devices of the page
 * @param hasMore whether devices follow
 * @param total the number of devices on all pages, if it is requested
 */
record DeviceList(CustomerVersion version, List<TaggedDevice> devices, boolean hasMore, @Nullable Long total) {

	/** Whether the first device has more tags than a page may hold, so none is listed. */
	boolean isBelowFirstDevice() {
		return this.devices.isEmpty() && this.hasMore;
	}

	DeviceList withTotal(long total) {
		return new DeviceList(this.version, this.devices, this.hasMore, total);
	}

}
