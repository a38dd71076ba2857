package io.tagapi.client;

import java.util.List;
import java.util.UUID;

import io.tagapi.client.model.SortOrder;
import io.tagapi.client.model.TagSortBy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said about a query is kept, in whatever order it is said.
 */
class QueriesTests {

	private static final UUID PHONE = UUID.randomUUID();

	private static final UUID FLOOR = UUID.randomUUID();

	private static final UUID LOAN = UUID.randomUUID();

	@Test
	void aQueryForDevicesKeepsAllLists() {
		DeviceQuery expected = new DeviceQuery(List.of(PHONE), List.of(FLOOR), List.of(LOAN));

		assertThat(DeviceQuery.tagged().withAll(PHONE).withAny(FLOOR).without(LOAN)).isEqualTo(expected);
		assertThat(DeviceQuery.tagged().without(LOAN).withAny(FLOOR).withAll(PHONE)).isEqualTo(expected);
	}

	@Test
	void aListOfAQueryForDevicesGrows() {
		assertThat(DeviceQuery.tagged().withAll(PHONE).withAll(FLOOR, LOAN).allTags()).containsExactly(PHONE, FLOOR,
				LOAN);
		assertThat(DeviceQuery.tagged().withAny(PHONE).withAny(FLOOR).anyTags()).containsExactly(PHONE, FLOOR);
		assertThat(DeviceQuery.tagged().without(PHONE).without(FLOOR).noTags()).containsExactly(PHONE, FLOOR);
	}

	@Test
	void aQueryForTagsKeepsTextAndOrder() {
		TagQuery expected = new TagQuery("floor", TagSortBy.CREATED_ON, SortOrder.DESCENDING);

		assertThat(TagQuery.all().containing("floor").sortedBy(TagSortBy.CREATED_ON).descending()).isEqualTo(expected);
		assertThat(TagQuery.all().descending().sortedBy(TagSortBy.CREATED_ON).containing("floor")).isEqualTo(expected);
	}

}
