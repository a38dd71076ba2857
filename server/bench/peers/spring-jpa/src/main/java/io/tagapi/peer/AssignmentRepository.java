package io.tagapi.peer;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface AssignmentRepository extends JpaRepository<AssignmentEntity, AssignmentId> {

	@Query("""
			select a.id.deviceId from AssignmentEntity a
			where a.id.customerId = :customerId and a.id.tagId = :tagId and a.id.deviceId in :deviceIds""")
	Set<String> findDeviceIds(String customerId, UUID tagId, Collection<String> deviceIds);

}
