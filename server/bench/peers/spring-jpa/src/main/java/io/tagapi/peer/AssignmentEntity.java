package io.tagapi.peer;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.springframework.data.domain.Persistable;

/** Always new, so that {@code saveAll} does not select each one before it inserts it. */
@Entity
@Table(name = "assignment")
public class AssignmentEntity implements Persistable<AssignmentId> {

	@EmbeddedId
	private AssignmentId id;

	protected AssignmentEntity() {
	}

	public AssignmentEntity(AssignmentId id) {
		this.id = id;
	}

	@Override
	public AssignmentId getId() {
		return this.id;
	}

	@Override
	public boolean isNew() {
		return true;
	}

}
