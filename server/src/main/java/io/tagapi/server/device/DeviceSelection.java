package io.tagapi.server.device;

import java.util.List;
import java.util.SortedSet;

import io.tagapi.api.model.BulkFailure;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a bulk call, without duplicates.
 *
 * @param accepted those that the call is done for
 * @param failures the others; null if the call is done for all or for none
 */
record DeviceSelection(SortedSet<String> accepted, @Nullable List<BulkFailure> failures) {

	int count() {
		return this.accepted.size() + ((this.failures != null) ? this.failures.size() : 0);
	}

}
