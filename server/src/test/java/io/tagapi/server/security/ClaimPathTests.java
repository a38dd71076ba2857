package io.tagapi.server.security;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a claim is found, and as which strings its value is read.
 */
class ClaimPathTests {

	private static final Map<String, Object> CLAIMS = Map.of("ids", "top", "tenant",
			Map.of("ids", "top", "of.example", Map.of("ids", "top")), "https://example.com/ids", "top",
			"https://example.com/tenant", Map.of("ids", "top"));

	@ParameterizedTest
	@ValueSource(strings = { "ids", "tenant.ids", "tenant.of.example.ids", "https://example.com/ids",
			"https://example.com/tenant.ids" })
	void claimIsFound(String path) {
		assertThat(new ClaimPath(path).find(CLAIMS)).contains("top");
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "tenant.id", "ids.tenant", "tenant.", ".ids", "tenant..ids", "https://example.com" })
	void otherClaimIsNotFound(String path) {
		assertThat(new ClaimPath(path).find(CLAIMS)).isEmpty();
	}

	@Test
	void valuesAreReadAsStrings() {
		Pattern comma = Pattern.compile(",");

		assertThat(ClaimPath.strings("a,,b", comma)).containsExactly("a", "b");
		assertThat(ClaimPath.strings(List.of("a", "b,c", 7L, 8, true, 1.5, Map.of()), comma)).containsExactly("a", "b",
				"c", "7", "8");
		assertThat(ClaimPath.strings(Arrays.asList("a", null), comma)).containsExactly("a");
		assertThat(ClaimPath.strings(12L, comma)).containsExactly("12");
		assertThat(ClaimPath.strings(Map.of("a", "b"), comma)).isEmpty();
	}

}
