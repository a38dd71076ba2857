package io.tagapi.peer;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

public interface TagRepository extends JpaRepository<TagEntity, TagId> {

	Page<TagEntity> findByIdCustomerId(String customerId, Pageable page);

	Slice<TagEntity> findByIdCustomerIdAndNameKeyGreaterThan(String customerId, String nameKey, Pageable page);

	long countByIdCustomerId(String customerId);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select t from TagEntity t where t.id.customerId = :customerId and t.id.tagId in :tagIds order by t.id.tagId")
	List<TagEntity> findAndLock(String customerId, Collection<UUID> tagIds);

}
