package io.tagapi.peer;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

public interface AssignmentRepository extends JpaRepository<AssignmentEntity, AssignmentId> {

	@Query("""
			select a.id.deviceId from AssignmentEntity a
			where a.id.customerId = :customerId and a.id.tagId = :tagId and a.id.deviceId in :deviceIds""")
	Set<String> findDeviceIds(String customerId, UUID tagId, Collection<String> deviceIds);

	@Modifying
	@Query(nativeQuery = true, value = "update customer set version = version + 1 where customer_id = :customerId")
	void nextVersion(String customerId);

	@Modifying
	@Query(nativeQuery = true, value = """
			insert into event (customer_id, position, type, occurred_on, request_id, tag_ids, device_ids, changed_count)
			select customer_id, version, 'DEVICES_ASSIGNED', :now, :requestId, :tagIds, :deviceIds, :changed
			from customer where customer_id = :customerId""")
	void insertEvent(String customerId, long now, String requestId, UUID[] tagIds, String[] deviceIds, long changed);

}
