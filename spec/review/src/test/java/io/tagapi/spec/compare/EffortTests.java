package io.tagapi.spec.compare;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.tagapi.spec.document.Contract;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Contracts for which a comparison that tries everything would not end.
 */
class EffortTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	@Test
	void combinationsOfFlowsAreNotAllTried() {
		// given
		String flow = "{authorizationUrl: /a, tokenUrl: /t, scopes: {x: X}}";
		String schemes = IntStream.range(0, 10)
			.mapToObj((index) -> "    s" + index + ": {type: oauth2, flows: {implicit: " + flow + ", password: " + flow
					+ ", clientCredentials: " + flow + ", authorizationCode: " + flow + "}}")
			.collect(Collectors.joining("\n"));
		String all = IntStream.range(0, 10)
			.mapToObj((index) -> "s" + index + ": [x]")
			.collect(Collectors.joining(", "));
		Contract before = contract("[{" + all + "}]", schemes);
		Contract after = contract("[{" + all + "}, {s1: [x]}]", schemes);

		// when
		ContractComparison comparison = assertTimeoutPreemptively(LONG, () -> ContractComparison.of(before, after));

		// then
		assertThat(comparison.changes()).extracting(Change::rule).contains(HarmlessRule.SECURITY_LOOSENED);
	}

	@Test
	void groupsThatNestDeeplyAreNotRead() {
		String deep = "(".repeat(20_000) + "a" + ")".repeat(20_000);
		assertThat(TextPattern.of(Set.of(deep))).isNull();
	}

	private static Contract contract(String security, String schemes) {
		return Contract.parse("contract", """
				openapi: 3.0.4
				info: {title: T, version: 1.0.0}
				paths:
				  /tags:
				    get:
				      operationId: listTags
				      security: %s
				      responses: {'204': {description: Done.}}
				components:
				  securitySchemes:
				%s
				""".formatted(security, schemes));
	}

}
