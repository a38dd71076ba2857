package io.tagapi.server.device;

import java.util.List;

import io.tagapi.server.customer.CustomerVersion;

/**
 * A page of devices.
 *
 * @param version the version of the customer's data that the page is of
 * @param devices the devices of the page
 * @param hasMore whether devices follow
 */
record DeviceList(CustomerVersion version, List<TaggedDevice> devices, boolean hasMore) {
}
