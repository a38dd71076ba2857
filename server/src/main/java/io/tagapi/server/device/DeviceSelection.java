package io.tagapi.server.device;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.tagapi.api.model.BulkFailure;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.request.MalformedElement;
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
		if (atomic) {
			return new DeviceSelection(new TreeSet<>(deviceIds), null);
		}
		TreeSet<String> accepted = deviceIds.stream()
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(TreeSet::new));
		return new DeviceSelection(accepted, new Failures(MalformedElements.current().sorted()));
	}

	int count() {
		return this.accepted.size() + ((this.failures != null) ? this.failures.size() : 0);
	}

	/**
	 * Failures that are made one by one while they are written as JSON, since the models
	 * of all take several times as much memory as their JSON.
	 */
	private static final class Failures extends AbstractList<BulkFailure> {

		private final List<MalformedElement> malformed;

		Failures(List<MalformedElement> malformed) {
			this.malformed = malformed;
		}

		@Override
		public BulkFailure get(int index) {
			MalformedElement device = this.malformed.get(index);
			return new BulkFailure().deviceId(device.text())
				.code(MALFORMED.code())
				.message(MALFORMED.name())
				.data(MALFORMED.sentence() + ": " + device.problem());
		}

		@Override
		public int size() {
			return this.malformed.size();
		}

	}

}
