package io.tagapi.server.http.limit;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What some have beyond their share.
 */
class FairSharesTests {

	@Test
	void nobodyHasTooMuchWhereThereIsEnough() {
		assertThat(FairShares.excess(Map.of("a", 60L, "b", 40L), 100)).isEmpty();
	}

	@Test
	void thoseThatHaveFewLeaveTheRestToOthers() {
		assertThat(FairShares.excess(Map.of("a", 70L, "b", 50L, "c", 10L), 100)).isEqualTo(Map.of("a", 25L, "b", 5L));
	}

	@Test
	void oneAloneHasAll() {
		assertThat(FairShares.excess(Map.of("a", 120L), 100)).isEqualTo(Map.of("a", 20L));
	}

	@Test
	void thoseThatAreMoreThanThereIsHaveTooMuchTogether() {
		Map<String, Long> excess = FairShares.excess(Map.of("a", 1L, "b", 1L, "c", 1L), 2);

		assertThat(excess).hasSize(1).containsValue(1L);
	}

}
