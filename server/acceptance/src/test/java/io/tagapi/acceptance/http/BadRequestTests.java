package io.tagapi.acceptance.http;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Requests that break the contract: each is rejected with all that is wrong with it, and
 * changes nothing.
 */
@AcceptanceTest
class BadRequestTests {

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private static final String TAG = "/tag/v1/tags/019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10?customerId=demo";

	private static final String ASSIGN = "/tag/v1/devices/bulkAssign?customerId=demo";

	private final TestServer server;

	BadRequestTests(@Autowired TestServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingWasChanged() {
		assertThat(this.server.database()
			.sql("select count(*) from tag where customer_id = 'demo'")
			.query(Long.class)
			.single()).isZero();
	}

	static Stream<Arguments> invalid() {
		return Stream.of(
				// Query parameters
				arguments("GET", TAGS + "&pageSize=101", "", "pageSize must be between 1 and 100"),
				arguments("GET", TAGS + "&pageSize=0", "", "pageSize must be between 1 and 100"),
				arguments("GET", TAGS + "&pageSize=ten", "", "pageSize must be an integer"),
				arguments("GET", TAGS + "&pageSize=", "", "pageSize must be an integer"),
				arguments("GET", TAGS + "&pageSize=0x10", "", "pageSize must be an integer"),
				arguments("GET", TAGS + "&pageSize=1.0", "", "pageSize must be an integer"),
				arguments("GET", TAGS + "&pageSize=99999999999999999999999", "", "pageSize must be between 1 and 100"),
				arguments("GET", TAGS + "&pageSize=1&pageSize=2", "", "pageSize must be given only once"),
				arguments("GET", TAGS + "&pagesize=1", "", "pagesize is not a parameter of this operation"),
				arguments("DELETE", TAG + "&dryRun=true&access_token=x", "",
						"dryRun is not a parameter of this operation; "
								+ "access_token is not a parameter of this operation"),
				arguments("POST", ASSIGN + "&dryrun=true&atomic=1", "{\"deviceIds\": [\"a\"], \"tagIds\": []}",
						"atomic must be true or false; dryrun is not a parameter of this operation; "
								+ "tagIds must have 1 to 10 items"),
				arguments("GET", TAGS + "&pageNum=-1", "", "pageNum must be between 0 and 2147483647"),
				arguments("GET", TAGS + "&searchAfter=", "",
						"searchAfter must be 3 to 2047 characters long; "
								+ "searchAfter must be the nextSearchAfter of an earlier response"),
				arguments("GET", TAGS + "&searchAfter=n61z", "",
						"searchAfter must be the nextSearchAfter of an earlier response"),
				arguments("GET", "/tag/v1/tags?customerId=", "", "customerId must be 1 to 64 characters long"),
				arguments("GET", "/tag/v1/tags?customerId=" + "x".repeat(65), "",
						"customerId must be 1 to 64 characters long"),
				arguments("GET", "/tag/v1/tags?customerId=a.b", "",
						"customerId must consist of letters, digits, underscores and hyphens"),
				arguments("GET", "/tag/v1/tags?customerId=a.b&pageSize=x&pageNum=-1", "",
						"customerId must consist of letters, digits, underscores and hyphens; "
								+ "pageNum must be between 0 and 2147483647; pageSize must be an integer"),

				// Path parameters
				arguments("DELETE", "/tag/v1/tags/1?customerId=demo", "", "tagId must be a UUID"),
				arguments("DELETE", "/tag/v1/tags/1-1-1-1-1?customerId=demo", "", "tagId must be a UUID"),

				// Bodies that are no JSON object
				arguments("POST", TAGS, "{\"name\":", "the request body is not valid JSON (line 1, column 9)"),
				arguments("POST", TAGS, "{\"name\": \"x\"} {}",
						"the request body is not valid JSON (line 1, column 15)"),
				arguments("POST", TAGS, "{name: 'x'}", "the request body is not valid JSON (line 1, column 2)"),
				arguments("POST", TAGS, "{\"name\": \"x\", \"name\": \"y\"}",
						"the request body holds a property twice (line 1, column 21)"),
				arguments("POST", TAGS, "[]", "the request body must be a JSON object"),
				arguments("POST", TAGS, "\"x\"", "the request body must be a JSON object"),
				arguments("POST", TAGS, "[".repeat(1000) + "]".repeat(1000), "the request body must be a JSON object"),

				// Properties
				arguments("POST", TAGS, "{\"name\": \"x\", \"colour\": {\"red\": 1}}",
						"colour is not a property of this request"),
				arguments("POST", TAGS, "{\"name\": \"x\", \"id\": 1, \"tags\": [1]}",
						"id is not a property of this request; tags is not a property of this request"),
				arguments("POST", TAGS, "{\"name\": 1}", "name must be a string"),
				arguments("POST", TAGS, "{\"name\": [\"x\"]}", "name must be a string"),
				arguments("POST", TAGS, "{\"name\": \"a\\u0007b\"}", "name must not contain control characters"),
				arguments("POST", TAGS, "{\"name\": \"a\\ud800b\"}", "name must not contain half a surrogate pair"),
				arguments("POST", TAGS, "{\"name\": \"x\", \"description\": \"a\\u0000b\"}",
						"description must not contain the character NUL"),
				arguments("POST", TAGS, "{\"name\": \"x\", \"description\": \"" + "x".repeat(501) + "\"}",
						"description must be at most 500 characters long"),
				arguments("POST", TAGS, "{\"name\": \"x\", \"description\": true}", "description must be a string"),
				arguments("PUT", TAG, "{\"name\": \"a\\u009Fb\", \"description\": \"\\n\\u0000\"}",
						"description must not contain the character NUL; name must not contain control characters"),
				arguments("PUT", TAG, "{\"name\": \"\", \"description\": 1, \"modifiedOn\": 1}",
						"description must be a string; modifiedOn is not a property of this request; "
								+ "name must be 1 to 100 characters long"),

				// Lists
				arguments("POST", ASSIGN, "{\"deviceIds\": \"A1\", \"tagIds\": {}}",
						"deviceIds must be an array; tagIds must be an array"),
				arguments("POST", ASSIGN, "{\"deviceIds\": [\"A1\", 2, null, \"\", \"-a\"], \"tagIds\": [\"1\"]}",
						"deviceIds[1] must be a string; deviceIds[2] must not be null; "
								+ "deviceIds[3] () must be 1 to 64 characters long; deviceIds[4] (-a) must consist of "
								+ "letters, digits and ._:- and start with a letter or digit; "
								+ "tagIds[0] (1) must be a UUID"));
	}

	@ParameterizedTest
	@MethodSource
	void invalid(String method, String path, String json, String specifics) {
		this.server.send(method, path, json).isInvalid(specifics);
	}

	static Stream<Arguments> missing() {
		return Stream.of(arguments("GET", "/tag/v1/tags", "", "customerId is required"),
				arguments("DELETE", "/tag/v1/tags/019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10", "", "customerId is required"),
				arguments("POST", TAGS, "", "the request body is required"),
				arguments("POST", TAGS, " \n", "the request body is required"),
				arguments("POST", TAGS, "null", "the request body is required"),
				arguments("POST", TAGS, "{}", "name is required"),
				arguments("POST", TAGS, "{\"name\": null}", "name must not be null"),
				arguments("PUT", TAG, "{}", "name or description is required"),
				arguments("PUT", TAG, "{\"name\": null}", "name or description is required"),
				arguments("POST", ASSIGN, "{}", "deviceIds is required; tagIds is required"),
				arguments("POST", ASSIGN, "{\"deviceIds\": null, \"tagIds\": null}",
						"deviceIds must not be null; tagIds must not be null"),
				// Something is missing and something is invalid
				arguments("GET", "/tag/v1/tags?pageSize=101", "",
						"customerId is required; pageSize must be between 1 and 100"),
				arguments("POST", "/tag/v1/tags", "{\"name\": 1}", "customerId is required; name must be a string"),
				arguments("PUT", "/tag/v1/tags/1", "{}",
						"customerId is required; tagId must be a UUID; name or description is required"),
				arguments("POST", TAGS, "{\"description\": 1}", "description must be a string; name is required"),
				// In the wrong place
				arguments("POST", TAGS + "&name=x", "{}",
						"name is not a parameter of this operation; name is required"),
				arguments("POST", "/tag/v1/tags", "{\"name\": \"x\", \"customerId\": \"demo\"}",
						"customerId is not a property of this request; customerId is required"),
				arguments("POST", ASSIGN + "&deviceIds=a&tagIds=b", "{}",
						"deviceIds is not a parameter of this operation; tagIds is not a parameter of this operation; "
								+ "deviceIds is required; tagIds is required"));
	}

	@ParameterizedTest
	@MethodSource
	void missing(String method, String path, String json, String specifics) {
		this.server.send(method, path, json).isMissing(specifics);
	}

	@Test
	void aBodyInAnotherEncodingThanUtf8IsNotValidJson() {
		byte[] latin1 = "{\"name\": \"Ärger\"}".getBytes(StandardCharsets.ISO_8859_1);

		this.server.send("POST", TAGS, BodyPublishers.ofByteArray(latin1))
			.isInvalid("the request body is not valid UTF-8");
	}

	@Test
	void tooLargeBodyIsRejected() {
		byte[] twoMegabytes = ("{\"name\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);

		for (var body : List.of(BodyPublishers.ofByteArray(twoMegabytes),
				BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(twoMegabytes)))) {
			this.server.send("POST", TAGS, body)
				.isError(413, "41300000", "PAYLOAD_TOO_LARGE",
						"The request body is too large: at most 1048576 bytes are accepted");
		}
	}

}
