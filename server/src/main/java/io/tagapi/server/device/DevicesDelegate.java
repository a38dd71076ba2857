package io.tagapi.server.device;

import java.util.List;
import java.util.UUID;

import io.tagapi.api.DevicesApiDelegate;
import io.tagapi.api.model.BulkTagsCounts;
import io.tagapi.api.model.BulkTagsRequest;
import io.tagapi.api.model.BulkTagsResponse;
import io.tagapi.api.model.ChangeDeviceTagsRequest;
import io.tagapi.api.model.ChangeDeviceTagsResponse;
import io.tagapi.api.model.DevicePageResponse;
import io.tagapi.api.model.DeviceResponse;
import io.tagapi.server.customer.CustomerAccess;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.web.Success;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Translates between the generated bulk operations and {@link AssignmentService}.
 */
@Component
class DevicesDelegate implements DevicesApiDelegate {

	private final CustomerAccess customers;

	private final AssignmentService assignments;

	DevicesDelegate(CustomerAccess customers, AssignmentService assignments) {
		this.customers = customers;
		this.assignments = assignments;
	}

	@Override
	public ResponseEntity<BulkTagsResponse> bulkAssignTags(String customerId, BulkTagsRequest request, Boolean atomic,
			Boolean dryRun, @Nullable String idempotencyKey) {
		CustomerId customer = this.customers.require(customerId);
		Pairs pairs = Pairs.of(request.getTagIds(), request.getDeviceIds());
		return answer(pairs, this.assignments.assign(customer, pairs));
	}

	@Override
	public ResponseEntity<BulkTagsResponse> bulkUnassignTags(String customerId, BulkTagsRequest request, Boolean atomic,
			Boolean dryRun, @Nullable String idempotencyKey) {
		CustomerId customer = this.customers.require(customerId);
		Pairs pairs = Pairs.of(request.getTagIds(), request.getDeviceIds());
		return answer(pairs, this.assignments.unassign(customer, pairs));
	}

	@Override
	public ResponseEntity<ChangeDeviceTagsResponse> changeDeviceTags(String customerId, ChangeDeviceTagsRequest request,
			Boolean atomic, Boolean dryRun, @Nullable String idempotencyKey) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ResponseEntity<DevicePageResponse> searchDevices(String customerId, @Nullable List<UUID> allTags,
			@Nullable List<UUID> anyTags, @Nullable List<UUID> noTags, Integer pageSize, @Nullable String searchAfter,
			Boolean includeTotal, @Nullable String ifNoneMatch) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ResponseEntity<DeviceResponse> getDevice(String customerId, String deviceId, @Nullable String ifNoneMatch) {
		throw new UnsupportedOperationException();
	}

	private static ResponseEntity<BulkTagsResponse> answer(Pairs pairs, long changed) {
		BulkTagsCounts counts = new BulkTagsCounts().totalCount(pairs.count())
			.changedCount(changed)
			.unchangedCount(pairs.count() - changed);
		return ResponseEntity.ok(new BulkTagsResponse().result(Success.OK.result())
			.code(Success.OK.code())
			.message(Success.MESSAGE)
			.data(counts));
	}

}
