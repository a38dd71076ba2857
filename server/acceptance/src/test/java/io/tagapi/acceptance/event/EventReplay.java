package io.tagapi.acceptance.event;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays the events on an empty customer. Each has to change exactly what it says, so
 * one that is missing, there twice or out of order is noticed.
 */
public final class EventReplay {

	private final Map<String, Set<String>> devicesByTag = new TreeMap<>();

	public void apply(String type, List<String> tagIds, List<String> deviceIds, long changedCount) {
		switch (type) {
			case "TAG_CREATED" -> assertThat(this.devicesByTag.put(tagIds.getFirst(), new HashSet<>())).isNull();
			case "TAG_UPDATED" -> assertThat(this.devicesByTag).containsKey(tagIds.getFirst());
			case "TAG_DELETED" -> assertThat(this.devicesByTag.remove(tagIds.getFirst())).isNotNull();
			case "DEVICES_ASSIGNED" -> change(tagIds, changedCount, (devices) -> devices.addAll(deviceIds));
			case "DEVICES_UNASSIGNED" -> change(tagIds, -changedCount, (devices) -> devices.removeAll(deviceIds));
			default -> throw new AssertionError("An event of the type " + type);
		}
	}

	private void change(List<String> tagIds, long difference, Change change) {
		long before = count();
		assertThat(this.devicesByTag.keySet()).containsAll(tagIds);
		tagIds.forEach((tagId) -> this.devicesByTag.computeIfPresent(tagId, (id, devices) -> {
			change.of(devices);
			return devices;
		}));
		assertThat(count() - before).isEqualTo(difference);
	}

	private long count() {
		return this.devicesByTag.values().stream().mapToLong(Set::size).sum();
	}

	/** Asserts that the tags and assignments that are stored are those of the events. */
	public void isStored(JdbcClient database, String customerId) {
		Map<String, Set<String>> stored = new TreeMap<>();
		database.sql("""
				select tag_id, device_id from tag left join assignment using (customer_id, tag_id)
				where customer_id = ?
				""").param(customerId).query((row) -> {
			Set<String> devices = stored.computeIfAbsent(row.getString("tag_id"), (tagId) -> new HashSet<>());
			if (row.getString("device_id") != null) {
				devices.add(row.getString("device_id"));
			}
		});
		assertThat(this.devicesByTag).isEqualTo(stored);
	}

	/** What is to be done with the devices of a tag. */
	private interface Change {

		void of(Set<String> devices);

	}

}
