package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.compare.Spot.Direction;
import io.tagapi.spec.document.Part;

/**
 * A property of an object.
 *
 * @param schemas the schemas that its value has to satisfy, all of them
 * @param readOnly whether only responses have it
 * @param writeOnly whether only requests have it
 */
record Property(List<Part> schemas, boolean readOnly, boolean writeOnly) {

	/** The properties that any of the schemas names, outer ones first. */
	static Map<String, Property> all(List<Part> written) {
		Set<String> names = new LinkedHashSet<>();
		written.forEach((schema) -> names.addAll(Pair.entries(schema.get("properties")).keySet()));
		Map<String, Property> properties = new LinkedHashMap<>();
		names.forEach((name) -> properties.put(name, of(name, written)));
		return properties;
	}

	private static Property of(String name, List<Part> written) {
		List<Part> schemas = new ArrayList<>();
		for (Part schema : written) {
			Part own = Pair.entries(schema.get("properties")).get(name);
			Part additional = schema.get("additionalProperties");
			if (own != null) {
				schemas.add(own);
			}
			else if (additional != null && additional.isMap() && !additional.entries().isEmpty()) {
				schemas.add(additional);
			}
		}
		List<Part> members = SchemaMembers.of(schemas).written();
		return new Property(List.copyOf(schemas), says(members, "readOnly"), says(members, "writeOnly"));
	}

	private static boolean says(List<Part> members, String keyword) {
		return members.stream().map((member) -> new Pair(null, member).get(keyword)).anyMatch(Pair::trueAfter);
	}

	boolean isVisible(Direction direction) {
		return (direction == Direction.REQUEST) ? !this.readOnly : !this.writeOnly;
	}

	boolean sameDirections(Property other) {
		return this.readOnly == other.readOnly && this.writeOnly == other.writeOnly;
	}

	String directions() {
		return "readOnly " + this.readOnly + ", writeOnly " + this.writeOnly;
	}

}
