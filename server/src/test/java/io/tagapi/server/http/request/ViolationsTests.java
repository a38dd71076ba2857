package io.tagapi.server.http.request;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.tagapi.server.http.request.Argument.In.BODY;
import static io.tagapi.server.http.request.Argument.In.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

class ViolationsTests {

	private static final int MANY = 100_000;

	private final Violations violations = new Violations();

	@Test
	void firstElementsOfAListAreNamedAndTheOthersCounted() {
		IntStream.range(0, MANY)
			.forEach((i) -> this.violations.add(new Violation(BODY, "tagIds", i, "x" + i, "must be a UUID", false)));
		assertThat(this.violations.describe(List.of()))
			.isEqualTo("tagIds[0] (x0), tagIds[1] (x1), tagIds[2] (x2), tagIds[3] (x3), tagIds[4] (x4)"
					+ " and 99995 more must be a UUID");
	}

	@Test
	void firstFieldsAreNamedAndTheOthersCounted() {
		IntStream.range(0, MANY)
			.forEach((i) -> this.violations.addFirst(Violation.invalid(BODY, "p" + i, "is unknown")));
		assertThat(this.violations.describe(List.of("p1"))).startsWith("p1 is unknown; p0 is unknown; p2 is unknown")
			.endsWith("; p49 is unknown; and 99950 more problems, after which the reading ended");
		assertThat(this.violations.areTooMany()).isTrue();
	}

	@Test
	void longAndUnprintableFieldNamesAreShortened() {
		this.violations.add(Violation.invalid(BODY, "a\n".repeat(MANY), "is unknown"));
		assertThat(this.violations.describe(List.of())).isEqualTo("a?".repeat(32) + "… is unknown");
	}

	@Test
	void onlyTheFirstViolationOfAValueIsNamed() {
		this.violations.addFirst(new Violation(BODY, "tagIds", 1, null, "must be a string", false));
		this.violations.addFirst(new Violation(BODY, "tagIds", 1, null, "must be a UUID", false));
		this.violations.addFirst(Violation.invalid(BODY, "name", "must be a string"));
		this.violations.addFirst(new Violation(BODY, "name", 3, null, "must be short", false));
		assertThat(this.violations.describe(List.of())).isEqualTo("tagIds[1] must be a string; name must be a string");
	}

	@Test
	void parameterAndPropertyOfOneNameAreDistinct() {
		this.violations.add(Violation.invalid(QUERY, "name", "is not a parameter of this operation"));
		this.violations.addFirst(Violation.missing(BODY, "name"));
		assertThat(this.violations.describe(List.of()))
			.isEqualTo("name is not a parameter of this operation; name is required");
	}

	@Test
	void oneMissingValueMakesTheRequestIncomplete() {
		this.violations.add(Violation.invalid(BODY, "name", "must be a string"));
		assertThat(this.violations.includeMissing()).isFalse();
		this.violations.add(Violation.missing(BODY, "tagIds"));
		assertThat(this.violations.includeMissing()).isTrue();
	}

}
