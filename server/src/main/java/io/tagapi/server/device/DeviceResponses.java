package io.tagapi.server.device;

import io.tagapi.api.model.Device;
import io.tagapi.api.model.DevicePage;
import io.tagapi.api.model.DevicePageResponse;
import io.tagapi.api.model.DeviceResponse;
import io.tagapi.api.model.TagReference;
import io.tagapi.server.http.response.Success;

/**
 * Makes responses of devices.
 */
final class DeviceResponses {

	private DeviceResponses() {
	}

	static DeviceResponse one(TaggedDevice device) {
		return new DeviceResponse().result(Success.OK.result())
			.code(Success.OK.code())
			.message(Success.MESSAGE)
			.data(toModel(device));
	}

	static DevicePageResponse page(DeviceSearch search, DeviceList list) {
		DevicePage data = new DevicePage().devices(list.devices().stream().map(DeviceResponses::toModel).toList())
			.total(list.total());
		if (list.hasMore()) {
			data.setNextSearchAfter(search.cursorAfter(list.devices().getLast()));
		}
		return new DevicePageResponse().result(Success.OK.result())
			.code(Success.OK.code())
			.message(Success.MESSAGE)
			.data(data);
	}

	private static Device toModel(TaggedDevice device) {
		return new Device().id(device.id())
			.tags(device.tags().stream().map((tag) -> new TagReference().id(tag.id()).name(tag.name())).toList());
	}

}
