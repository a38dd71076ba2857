package io.tagapi.peer;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

@Entity
@Table(name = "tag")
public class TagEntity {

	@EmbeddedId
	private TagId id;

	private String name;

	private String nameKey;

	private String description;

	private String predefinedType;

	private long assignedDeviceCount;

	private long createdOn;

	private long modifiedOn;

	public TagId getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public String getNameKey() {
		return this.nameKey;
	}

	public String getDescription() {
		return this.description;
	}

	public String getPredefinedType() {
		return this.predefinedType;
	}

	public long getAssignedDeviceCount() {
		return this.assignedDeviceCount;
	}

	public void setAssignedDeviceCount(long assignedDeviceCount) {
		this.assignedDeviceCount = assignedDeviceCount;
	}

	public long getCreatedOn() {
		return this.createdOn;
	}

	public long getModifiedOn() {
		return this.modifiedOn;
	}

}
