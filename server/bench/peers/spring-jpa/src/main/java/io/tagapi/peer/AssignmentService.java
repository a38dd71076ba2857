package io.tagapi.peer;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.tagapi.peer.api.model.BulkTagsCounts;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

@Service
public class AssignmentService {

	private final TagRepository tags;

	private final AssignmentRepository assignments;

	AssignmentService(TagRepository tags, AssignmentRepository assignments) {
		this.tags = tags;
		this.assignments = assignments;
	}

	@Transactional
	public BulkTagsCounts assign(String requestId, String customerId, Set<UUID> tagIds, Set<String> deviceIds) {
		List<TagEntity> found = this.tags.findAndLock(customerId, tagIds);
		if (found.size() < tagIds.size()) {
			found.forEach((tag) -> tagIds.remove(tag.getId().tagId()));
			throw new ResponseStatusException(HttpStatus.NOT_FOUND,
					"The requested resource does not exist: tags " + tagIds);
		}
		long changed = 0;
		for (TagEntity tag : found) {
			UUID tagId = tag.getId().tagId();
			Set<String> existing = this.assignments.findDeviceIds(customerId, tagId, deviceIds);
			List<AssignmentEntity> added = deviceIds.stream()
				.filter((deviceId) -> !existing.contains(deviceId))
				.map((deviceId) -> new AssignmentEntity(new AssignmentId(customerId, tagId, deviceId)))
				.toList();
			this.assignments.saveAll(added);
			tag.setAssignedDeviceCount(tag.getAssignedDeviceCount() + added.size());
			changed += added.size();
		}
		if (changed > 0) {
			this.assignments.nextVersion(customerId);
			this.assignments.insertEvent(customerId, System.currentTimeMillis(), requestId,
					tagIds.toArray(UUID[]::new), deviceIds.toArray(String[]::new), changed);
		}
		long total = (long) found.size() * deviceIds.size();
		return new BulkTagsCounts(total, changed, total - changed);
	}

}
