package io.tagapi.server.device;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.tagapi.api.model.BulkFailure;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.request.MalformedElements;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a bulk call, without duplicates.
 *
 * @param accepted those that the call is done for
 * @param failures the others; null if the call is done for all or for none
 */
record DeviceSelection(SortedSet<String> accepted, @Nullable List<BulkFailure> failures) {

	private static final ErrorCode MALFORMED = ErrorCode.RESOURCE_INVALID_PARAM;

	/**
	 * Sets the malformed device ids of a call aside, if it asks for that. Otherwise there
	 * are none: the request would have been rejected.
	 * @param deviceIds the devices that the request names
	 * @param atomic whether the call is done for all devices or for none
	 */
	static DeviceSelection of(List<String> deviceIds, boolean atomic) {
		TreeSet<String> accepted = new TreeSet<>(deviceIds);
		if (atomic) {
			return new DeviceSelection(accepted, null);
		}
		Map<String, BulkFailure> failures = new TreeMap<>();
		MalformedElements.current().problems().forEach((index, problem) -> {
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

	int count() {
		return this.accepted.size() + ((this.failures != null) ? this.failures.size() : 0);
	}

}
