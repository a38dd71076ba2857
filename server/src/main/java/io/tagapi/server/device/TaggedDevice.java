package io.tagapi.server.device;

import java.util.List;
import java.util.UUID;

/**
 * A device with the tags that it carries.
 *
 * @param id its IMEI, MEID or serial number
 * @param tags its tags, in the order of their names
 */
record TaggedDevice(String id, List<Tag> tags) {

	/**
	 * A tag of a device.
	 *
	 * @param id identifies the tag
	 * @param name its name
	 */
	record Tag(UUID id, String name) {
	}

}
