package io.tagapi.client;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tagapi.client.FakeServer.Request;
import io.tagapi.client.FakeServer.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a change of more devices than one call takes is split, and what is reported of it.
 */
class BulkReportTests {

	private static final UUID ID = UUID.fromString("019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10");

	private static final Response DONE = FakeServer
		.envelope("{\"totalCount\":5,\"changedCount\":3,\"unchangedCount\":2}");

	private static final Response MALFORMED = error(400, "4000000", "RESOURCE_INVALID_PARAM");

	private final FakeServer server = new FakeServer();

	private final TagApiClient client = this.server.client().build();

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void makesOneCallForWhatFitsIntoOne() {
		// given
		this.server.respondsWith(DONE);

		// when
		BulkReport report = this.client.assignTags("demo", devices(10_000), List.of(ID));

		// then
		assertThat(report.calls()).hasSize(1);
		assertThat(this.server.requests()).extracting(Request::line)
			.containsExactly("POST /tag/v1/devices/bulkAssign?customerId=demo");
	}

	@Test
	void splitsDevicesAndTags() {
		// given
		this.server.respondsWith(DONE);
		List<UUID> tags = Stream.generate(UUID::randomUUID).limit(11).toList();

		// when
		BulkReport report = this.client.unassignTags("demo", devices(20_001), tags);

		// then
		assertThat(report.calls()).extracting((call) -> call.request().getDeviceIds().size())
			.containsExactly(10_000, 10_000, 10_000, 10_000, 1, 1);
		assertThat(report.calls()).extracting((call) -> call.request().getTagIds().size())
			.containsExactly(10, 1, 10, 1, 10, 1);
		assertThat(report.calls().getLast().request().getDeviceIds()).containsExactly("R-20001");
		assertThat(report.isDone()).isTrue();
		assertThat(report.changedCount()).isEqualTo(18);
		assertThat(report.unchangedCount()).isEqualTo(12);
		assertThat(this.server.requests()).extracting(Request::line)
			.hasSize(6)
			.containsOnly("POST /tag/v1/devices/bulkUnassign?customerId=demo");
	}

	@Test
	void countsDuplicatesOnce() {
		// given
		this.server.respondsWith(DONE);

		// when
		BulkReport report = this.client.assignTags("demo", Collections.nCopies(20_000, "R-1"), List.of(ID, ID));

		// then
		assertThat(report.calls()).singleElement().satisfies((call) -> {
			assertThat(call.request().getDeviceIds()).containsExactly("R-1");
			assertThat(call.request().getTagIds()).containsExactly(ID);
		});
	}

	@Test
	void makesNoCallForNothing() {
		// when
		BulkReport report = this.client.assignTags("demo", List.of(), List.of(ID));

		// then
		assertThat(report.calls()).isEmpty();
		assertThat(report.isDone()).isTrue();
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void goesOnAfterACallWithAMalformedDeviceId() {
		// given
		this.server.respondsInTurn(DONE, MALFORMED, DONE);

		// when
		BulkReport report = this.client.assignTags("demo", devices(25_000), List.of(ID));

		// then
		assertThat(report.calls()).extracting((call) -> call.getClass().getSimpleName())
			.containsExactly("Done", "Failed", "Done");
		assertThat(report.isDone()).isFalse();
		assertThat(report.changedCount()).isEqualTo(6);
		assertThat(report.failures()).singleElement().satisfies((failure) -> {
			assertThat(failure.request().getDeviceIds()).startsWith("R-10001").endsWith("R-20000");
			assertThat(failure.error()).hasMessage("400 4000000 RESOURCE_INVALID_PARAM: Detail");
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 413, 429, 500, 503 })
	void stopsAfterAFailureThatIsAboutAllCalls(int status) {
		// given
		this.server.respondsInTurn(DONE, error(status, "40000000", "OTHER"));

		// when
		BulkReport report = this.client.assignTags("demo", devices(40_000), List.of(ID));

		// then
		assertThat(report.calls()).extracting((call) -> call.getClass().getSimpleName())
			.containsExactly("Done", "Failed", "NotMade", "NotMade");
		assertThat(report.isDone()).isFalse();
	}

	@Test
	void stopsWhenThereIsNoResponse() {
		// given
		this.server.respondsInTurn(Response.cut(), DONE);

		// when
		BulkReport report = this.client.assignTags("demo", devices(10_001), List.of(ID));

		// then
		assertThat(report.failures()).singleElement()
			.extracting(BulkCall.Failed::error)
			.isInstanceOf(TagApiConnectionException.class);
		assertThat(report.calls().getLast()).isInstanceOf(BulkCall.NotMade.class);
	}

	private static List<String> devices(int count) {
		return IntStream.rangeClosed(1, count).mapToObj((number) -> "R-" + number).toList();
	}

	private static Response error(int status, String code, String message) {
		return Response.json(status, """
				{"result":%d,"code":"%s","message":"%s","data":"Detail"}""".formatted(status, code, message));
	}

}
