package io.tagapi.peer;

import java.util.LinkedHashSet;

import io.tagapi.peer.api.DevicesApi;
import io.tagapi.peer.api.model.BulkTagsCounts;
import io.tagapi.peer.api.model.BulkTagsRequest;
import io.tagapi.peer.api.model.BulkTagsResponse;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class DevicesController implements DevicesApi {

	private final HttpServletResponse response;

	private final CustomerAccess access;

	private final AssignmentService assignments;

	DevicesController(HttpServletResponse response, CustomerAccess access, AssignmentService assignments) {
		this.response = response;
		this.access = access;
		this.assignments = assignments;
	}

	@Override
	public ResponseEntity<BulkTagsResponse> bulkAssignTags(String customerId, BulkTagsRequest request) {
		this.access.require(customerId);
		if (request.getDeviceIds().contains(null) || request.getTagIds().contains(null)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "an id must not be null");
		}
		BulkTagsCounts counts = this.assignments.assign(this.response.getHeader("X-Request-Id"), customerId,
				new LinkedHashSet<>(request.getTagIds()), new LinkedHashSet<>(request.getDeviceIds()));
		return ResponseEntity.ok(new BulkTagsResponse(200, "20000000", "SUCCESS", counts));
	}

}
