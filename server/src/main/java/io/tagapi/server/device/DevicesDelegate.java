package io.tagapi.server.device;

import io.tagapi.api.DevicesApiDelegate;
import io.tagapi.api.model.BulkTagsCounts;
import io.tagapi.api.model.BulkTagsRequest;
import io.tagapi.api.model.BulkTagsResponse;
import io.tagapi.server.customer.CustomerAccess;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.web.Success;

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
	public ResponseEntity<BulkTagsResponse> bulkAssignTags(String customerId, BulkTagsRequest request) {
		CustomerId customer = this.customers.require(customerId);
		Pairs pairs = Pairs.of(request.getTagIds(), request.getDeviceIds());
		return answer(pairs, this.assignments.assign(customer, pairs));
	}

	@Override
	public ResponseEntity<BulkTagsResponse> bulkUnassignTags(String customerId, BulkTagsRequest request) {
		CustomerId customer = this.customers.require(customerId);
		Pairs pairs = Pairs.of(request.getTagIds(), request.getDeviceIds());
		return answer(pairs, this.assignments.unassign(customer, pairs));
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
