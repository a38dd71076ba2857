package io.tagapi.server.device;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.tagapi.api.model.BulkFailure;
import io.tagapi.server.error.ErrorCode;
import io.tagapi.server.web.ElementCheck;

import org.springframework.stereotype.Component;

/**
 * Sets the malformed device ids of a call aside, if it asks for that. Otherwise there are
 * none: the request would have been refused.
 */
@Component
class DeviceSelector {

	private static final ErrorCode MALFORMED = ErrorCode.RESOURCE_INVALID_PARAM;

	private final ElementCheck check;

	DeviceSelector(ElementCheck check) {
		this.check = check;
	}

	/**
	 * Selects the devices of a call.
	 * @param request the body, which has the property {@code deviceIds}
	 * @param deviceIds the value of that property
	 * @param atomic whether the call is done for all devices or for none
	 */
	DeviceSelection select(Object request, List<String> deviceIds, boolean atomic) {
		TreeSet<String> accepted = new TreeSet<>(deviceIds);
		if (atomic) {
			return new DeviceSelection(accepted, null);
		}
		Map<String, BulkFailure> failures = new TreeMap<>();
		this.check.problems(request, "deviceIds").forEach((index, problem) -> {
			String deviceId = deviceIds.get(index);
			failures.putIfAbsent(deviceId, failure(deviceId, problem));
		});
		accepted.removeAll(failures.keySet());
		return new DeviceSelection(accepted, List.copyOf(failures.values()));
	}

	private static BulkFailure failure(String deviceId, String problem) {
		return new BulkFailure().deviceId(deviceId)
			.code(MALFORMED.code())
			.message(MALFORMED.name())
			.data(MALFORMED.sentence() + ": " + problem);
	}

}
