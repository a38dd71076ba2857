package io.tagapi.acceptance.http;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Bodies made to cost the server as much as can be: each is rejected like any other, and
 * what the response says is bounded.
 */
@AcceptanceTest
class HostileBodyTests {

	private static final int MANY = 90_000;

	private static final String TAG_ID = "\"019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10\"";

	private static final String TOO_MUCH = "the request body is nested too deeply, or holds too many values"
			+ " or a name or number that is too long";

	private static final String MALFORMED = "deviceIds[0] (!), deviceIds[1] (!), deviceIds[2] (!), deviceIds[3] (!),"
			+ " deviceIds[4] (!) and 9995 more must consist of letters, digits and ._:-"
			+ " and start with a letter or digit";

	private final TestServer server;

	HostileBodyTests(@Autowired TestServer server) {
		this.server = server;
	}

	static Stream<Arguments> bodies() {
		return Stream.of(arguments(devices(array(MANY, (i) -> "1")), elements("must be a string")),
				arguments(devices(array(MANY, (i) -> "null")), elements("must not be null")),
				arguments(devices(array(MANY / 4, (i) -> "[{}]")), elements("must be a string")),
				arguments(devices(array(MANY, (i) -> "[{}]")),
						elements("must be a string").replace("deviceIds must have 1 to 10000 items", TOO_MUCH)),
				arguments(devices(array(10_000, (i) -> "1")),
						elements("must be a string").replace("; deviceIds must have 1 to 10000 items", "")),
				arguments(devices(array(MANY, (i) -> "\"!\"")), MALFORMED + "; deviceIds must have 1 to 10000 items"),
				arguments(devices(array(10_000, (i) -> "\"!\"")), MALFORMED),
				arguments("{\"deviceIds\": [\"a\"], \"tagIds\": " + array(MANY, (i) -> "\"x\"") + "}",
						"tagIds[0] (x), tagIds[1] (x), tagIds[2] (x), tagIds[3] (x), tagIds[4] (x)"
								+ " and 5 more must be a UUID; tagIds must have 1 to 10 items"),
				arguments(
						"{\"deviceIds\": [\"a\"], \"tagIds\": [" + TAG_ID + "], "
								+ members(40_000, (i) -> "\"" + i + "\": 1") + "}",
						IntStream.range(0, 50)
							.mapToObj((i) -> i + " is not a property of this request")
							.collect(Collectors.joining("; "))
								+ "; and 950 more problems, after which the reading ended"),
				arguments("[".repeat(MANY), "the request body must be a JSON object"),
				arguments("{\"a\": " + "[".repeat(MANY), "a is not a property of this request; " + TOO_MUCH));
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void bodyIsRejectedWithTheFirstProblemsNamed(String body, String specifics) {
		this.server.send("POST", "/tag/v1/devices/bulkAssign?customerId=demo", body).isInvalid(specifics);
		this.server.send("POST", "/tag/v1/devices/bulkAssign?customerId=demo&dryRun=true", body).isInvalid(specifics);
	}

	/** To bring them into Unicode's order would take the square of their number. */
	@ParameterizedTest
	@CsvSource({ "POST, /tag/v1/tags", "PUT, /tag/v1/tags/019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10" })
	void nameOfCombiningCharactersIsRejected(String method, String path) {
		String name = "a" + "\u0300".repeat(200_000) + "\u0316".repeat(200_000);

		this.server.send(method, path + "?customerId=demo", "{\"name\": \"" + name + "\"}")
			.isInvalid("name must be 1 to 100 characters long");
	}

	private static String elements(String rule) {
		return "deviceIds[0], deviceIds[1], deviceIds[2], deviceIds[3], deviceIds[4] and 9995 more " + rule
				+ "; deviceIds must have 1 to 10000 items";
	}

	private static String devices(String array) {
		return "{\"tagIds\": [" + TAG_ID + "], \"deviceIds\": " + array + "}";
	}

	private static String array(int size, IntFunction<String> element) {
		return "[" + members(size, element) + "]";
	}

	private static String members(int size, IntFunction<String> member) {
		return IntStream.range(0, size).mapToObj(member).collect(Collectors.joining(","));
	}

}
