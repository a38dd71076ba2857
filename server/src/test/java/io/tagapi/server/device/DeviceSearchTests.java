package io.tagapi.server.device;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which searches count as large requests.
 */
class DeviceSearchTests {

	private static final UUID LARGE = UUID.fromString("019a9d2e-7f88-7c41-8a0d-52b7e1c9d3f6");

	private static final UUID SMALL = UUID.fromString("019a9d2e-7f88-7c41-8a0d-52b7e1c9d3f7");

	private static final Map<UUID, Long> DEVICE_COUNTS = Map.of(LARGE, (long) DeviceSearch.MANY, SMALL, 10L);

	@Test
	void allDevicesOfATagAreManyOnlyIfTheyAreCounted() {
		DeviceSearch search = search(List.of(), List.of(LARGE), List.of());

		assertThat(search.mayLookAtMany(DEVICE_COUNTS, false)).isFalse();
		assertThat(search.mayLookAtMany(DEVICE_COUNTS, true)).isTrue();
	}

	@Test
	void devicesThatAreLeftOutMayBeAllOfMany() {
		assertThat(search(List.of(), List.of(LARGE), List.of(SMALL)).mayLookAtMany(DEVICE_COUNTS, false)).isTrue();
		assertThat(search(List.of(LARGE), List.of(), List.of(SMALL)).mayLookAtMany(DEVICE_COUNTS, false)).isTrue();
	}

	/** Such a search finds nothing, but looks at everything first. */
	@Test
	void devicesThatAreLeftOutMayBeThoseThatAreLookedFor() {
		for (List<UUID> none : List.of(List.of(LARGE), List.of(SMALL), List.of(LARGE, SMALL))) {
			assertThat(search(List.of(), List.of(LARGE, SMALL), none).mayLookAtMany(DEVICE_COUNTS, false)).isTrue();
			assertThat(search(List.of(LARGE), List.of(), none).mayLookAtMany(DEVICE_COUNTS, false)).isTrue();
		}
	}

	@Test
	void devicesOfARareTagAreFew() {
		DeviceSearch search = search(List.of(LARGE, SMALL), List.of(LARGE), List.of(LARGE));

		assertThat(search.mayLookAtMany(DEVICE_COUNTS, true)).isFalse();
	}

	@Test
	void fewDevicesOfManyTagsAreMany() {
		List<UUID> tagIds = LongStream.range(0, 100).mapToObj((i) -> new UUID(0, i)).toList();
		Map<UUID, Long> deviceCounts = new HashMap<>();
		tagIds.forEach((tagId) -> deviceCounts.put(tagId, DeviceSearch.MANY / 100L));

		assertThat(search(tagIds, List.of(), List.of()).mayLookAtMany(deviceCounts, false)).isTrue();
		assertThat(search(tagIds.subList(1, 100), List.of(), List.of()).mayLookAtMany(deviceCounts, false)).isFalse();
	}

	private static DeviceSearch search(List<UUID> all, List<UUID> any, List<UUID> none) {
		return DeviceSearch.of(all, any, none, null, 25);
	}

}
