package io.tagapi.server.tag;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.ETag;

import static org.assertj.core.api.Assertions.assertThat;

class StoredTagTests {

	@Test
	void entityTagStandsForTheWholeContent() {
		ETag floor = entityTag("Floor", "Ground", 3, 1_700_000_000_000L);

		assertThat(entityTag("Floor", "Ground", 3, 1_700_000_000_000L)).isEqualTo(floor);
		assertThat(entityTag("Floor", "Ground", 3, 1_700_000_000_001L)).isNotEqualTo(floor);
		assertThat(entityTag("Floor", "Ground", 4, 1_700_000_000_000L)).isNotEqualTo(floor);
	}

	/** A restored backup may have been changed in another way at the same time. */
	@Test
	void entityTagTellsTextsOfTheSameTimeApart() {
		ETag floor = entityTag("Floor", "Ground", 3, 1_700_000_000_000L);

		assertThat(entityTag("Roof", "Ground", 3, 1_700_000_000_000L)).isNotEqualTo(floor);
		assertThat(entityTag("Floor", null, 3, 1_700_000_000_000L)).isNotEqualTo(floor);
	}

	private static ETag entityTag(String name, @Nullable String description, long devices, long modifiedOn) {
		return new StoredTag(new UUID(1, 1), name, NameKey.of(name), description, "user", devices, 1_600_000_000_000L,
				modifiedOn)
			.entityTag();
	}

}
