package io.tagapi.server.device;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.tagapi.api.DevicesApiDelegate;
import io.tagapi.api.model.BulkTagsRequest;
import io.tagapi.api.model.BulkTagsResponse;
import io.tagapi.api.model.ChangeDeviceTagsRequest;
import io.tagapi.api.model.DevicePageResponse;
import io.tagapi.api.model.DeviceResponse;
import io.tagapi.api.model.DeviceTagsChangeResponse;
import io.tagapi.server.customer.CustomerAccess;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.http.request.MalformedElement;
import io.tagapi.server.http.request.MalformedElements;
import io.tagapi.server.http.response.EntityTags;
import io.tagapi.server.idempotency.Fingerprint;
import io.tagapi.server.idempotency.IdempotentCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Translates the operations on devices.
 */
@Component
class DevicesDelegate implements DevicesApiDelegate {

	private final CustomerAccess customers;

	private final AssignmentService assignments;

	private final DeviceService devices;

	private final IdempotentCalls calls;

	DevicesDelegate(CustomerAccess customers, AssignmentService assignments, DeviceService devices,
			IdempotentCalls calls) {
		this.customers = customers;
		this.devices = devices;
		this.assignments = assignments;
		this.calls = calls;
	}

	@Override
	public ResponseEntity<BulkTagsResponse> bulkAssignTags(String customerId, BulkTagsRequest request, Boolean atomic,
			Boolean dryRun, @Nullable String idempotencyKey) {
		CustomerId customer = this.customers.require(customerId);
		@Nullable String key = dryRun ? null : idempotencyKey;
		Supplier<Fingerprint> fingerprint = () -> fingerprint("bulkAssignTags", request, atomic);
		return this.calls.respond(customer, key, fingerprint, () -> {
			DeviceSelection devices = DeviceSelection.of(request.getDeviceIds(), atomic);
			DeviceChange change = DeviceChange.of(devices.accepted(), request.getTagIds(), List.of());
			DeviceChangeOutcome outcome = this.assignments.change(customer, change, dryRun);
			return new BulkResponse(devices, dryRun).of(change.assigned(), outcome.assigned());
		});
	}

	@Override
	public ResponseEntity<BulkTagsResponse> bulkUnassignTags(String customerId, BulkTagsRequest request, Boolean atomic,
			Boolean dryRun, @Nullable String idempotencyKey) {
		CustomerId customer = this.customers.require(customerId);
		@Nullable String key = dryRun ? null : idempotencyKey;
		Supplier<Fingerprint> fingerprint = () -> fingerprint("bulkUnassignTags", request, atomic);
		return this.calls.respond(customer, key, fingerprint, () -> {
			DeviceSelection devices = DeviceSelection.of(request.getDeviceIds(), atomic);
			DeviceChange change = DeviceChange.of(devices.accepted(), List.of(), request.getTagIds());
			DeviceChangeOutcome outcome = this.assignments.change(customer, change, dryRun);
			return new BulkResponse(devices, dryRun).of(change.unassigned(), outcome.unassigned());
		});
	}

	@Override
	public ResponseEntity<DeviceTagsChangeResponse> changeDeviceTags(String customerId, ChangeDeviceTagsRequest request,
			Boolean atomic, Boolean dryRun, @Nullable String idempotencyKey) {
		CustomerId customer = this.customers.require(customerId);
		@Nullable String key = dryRun ? null : idempotencyKey;
		Supplier<Fingerprint> fingerprint = () -> fingerprint("changeDeviceTags", request, atomic);
		return this.calls.respond(customer, key, fingerprint, () -> {
			DeviceSelection devices = DeviceSelection.of(request.getDeviceIds(), atomic);
			DeviceChange change = DeviceChange.of(devices.accepted(), orNone(request.getAssignTagIds().orElse(null)),
					orNone(request.getUnassignTagIds().orElse(null)));
			DeviceChangeOutcome outcome = this.assignments.change(customer, change, dryRun);
			return new BulkResponse(devices, dryRun).of(change, outcome);
		});
	}

	@Override
	public ResponseEntity<DevicePageResponse> searchDevices(String customerId, @Nullable List<UUID> allTags,
			@Nullable List<UUID> anyTags, @Nullable List<UUID> noTags, Integer pageSize, @Nullable String searchAfter,
			Boolean includeTotal, @Nullable String ifNoneMatch) {
		CustomerId customer = this.customers.require(customerId);
		DeviceSearch search = DeviceSearch.of(allTags, anyTags, noTags, searchAfter, pageSize);
		DeviceList list = this.devices.search(customer, search, includeTotal);
		return EntityTags.of(ifNoneMatch).respond(list.version().entityTag(), () -> DeviceResponses.page(search, list));
	}

	@Override
	public ResponseEntity<DeviceResponse> getDevice(String customerId, String deviceId, @Nullable String ifNoneMatch) {
		DeviceList list = this.devices.get(this.customers.require(customerId), deviceId);
		return EntityTags.of(ifNoneMatch)
			.respond(list.version().entityTag(), () -> DeviceResponses.one(list.devices().getFirst()));
	}

	/** The malformed devices are not in the request any more, and are a part of it. */
	private static Fingerprint fingerprint(String operation, Object request, boolean atomic) {
		List<String> malformed = MalformedElements.current().sorted().stream().map(MalformedElement::text).toList();
		return malformed.isEmpty() ? Fingerprint.of(operation, request, atomic)
				: Fingerprint.of(operation, request, atomic, malformed);
	}

	private static List<UUID> orNone(@Nullable List<UUID> tagIds) {
		return (tagIds != null) ? tagIds : List.of();
	}

}
