package io.tagapi.server.device;

import io.tagapi.api.model.BulkTagsCounts;
import io.tagapi.api.model.BulkTagsResponse;
import io.tagapi.api.model.ChangeDeviceTagsCounts;
import io.tagapi.api.model.DeviceTagsChangeResponse;
import io.tagapi.api.model.PairCounts;
import io.tagapi.server.http.response.Success;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;

/**
 * Puts the outcome of a bulk call into numbers. A property that says nothing is left out.
 *
 * @param devices the devices of the call
 * @param dryRun whether nothing was changed
 */
record BulkResponse(DeviceSelection devices, boolean dryRun) {

	ResponseEntity<BulkTagsResponse> of(Pairs pairs, long changed) {
		BulkTagsCounts data = new BulkTagsCounts().totalCount(total(pairs))
			.changedCount(changed)
			.unchangedCount(pairs.count() - changed)
			.failedCount(failed(pairs))
			.dryRun(this.dryRun ? true : null)
			.failures(this.devices.failures());
		return ResponseEntity.ok(new BulkTagsResponse().result(Success.OK.result())
			.code(Success.OK.code())
			.message(Success.MESSAGE)
			.data(data));
	}

	ResponseEntity<DeviceTagsChangeResponse> of(DeviceChange change, DeviceChangeOutcome outcome) {
		ChangeDeviceTagsCounts data = new ChangeDeviceTagsCounts()
			.assigned(counts(change.assigned(), outcome.assigned()))
			.unassigned(counts(change.unassigned(), outcome.unassigned()))
			.dryRun(this.dryRun ? true : null)
			.failures(this.devices.failures());
		return ResponseEntity.ok(new DeviceTagsChangeResponse().result(Success.OK.result())
			.code(Success.OK.code())
			.message(Success.MESSAGE)
			.data(data));
	}

	private PairCounts counts(Pairs pairs, long changed) {
		return new PairCounts().totalCount(total(pairs))
			.changedCount(changed)
			.unchangedCount(pairs.count() - changed)
			.failedCount(failed(pairs));
	}

	private long total(Pairs pairs) {
		return (long) this.devices.count() * pairs.tagIds().size();
	}

	private @Nullable Long failed(Pairs pairs) {
		return (this.devices.failures() != null) ? total(pairs) - pairs.count() : null;
	}

}
