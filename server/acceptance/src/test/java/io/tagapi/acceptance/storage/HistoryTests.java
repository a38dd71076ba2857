package io.tagapi.acceptance.storage;

import java.util.List;
import java.util.stream.IntStream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that is restored from a backup goes on with another history. What clients
 * keep of the old one is not confirmed.
 */
@AcceptanceTest
class HistoryTests {

	private static final List<String> TABLES = List.of("customer", "tag", "assignment", "event");

	private final TestServer server;

	HistoryTests(@Autowired TestServer server) {
		this.server = server;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tag/v1/tags?customerId=demo", "/tag/v1/tags?customerId=demo&sortBy=createdOn",
			"/tag/v1/devices/R58M42ABCDE?customerId=demo", "/tag/v1/events?customerId=demo" })
	void entityTagOfTheLostHistoryIsNotConfirmed(String read) {
		// given
		create("Floor 1");
		backUp();
		create("Lost");
		String lost = this.server.get(read).header("ETag").orElseThrow();
		assertThat(reread(read, lost)).isEqualTo(304);

		// when
		restore();
		create("Other");

		// then
		assertThat(reread(read, lost)).isEqualTo(200);
		assertThat(this.server.get("/tag/v1/tags?customerId=demo").body()).contains("Other").doesNotContain("Lost");
	}

	@Test
	void cursorBeyondTheRestoredHistoryIsNotFound() {
		// given
		create("Floor 1");
		backUp();
		create("Lost");

		// when
		restore();

		// then
		this.server.get("/tag/v1/events?customerId=demo&searchAfter=2")
			.isNotFound("the event at position 2, which belongs to another history than the data here; "
					+ "begin anew without searchAfter");
	}

	/** Another event has the position of the lost one. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void cursorOfALostEventIsNotFound(int others) {
		// given
		create("Floor 1");
		String kept = nextSearchAfter();
		backUp();
		create("Lost");
		String lost = nextSearchAfter();

		// when
		restore();
		IntStream.range(0, others).forEach((n) -> create("Other " + n));

		// then
		this.server.get("/tag/v1/events?customerId=demo&searchAfter=" + lost)
			.isNotFound("the event at position 2, which belongs to another history than the data here; "
					+ "begin anew without searchAfter");
		assertThat(this.server.get("/tag/v1/events?customerId=demo&searchAfter=" + kept).body()).contains("Other 0");
	}

	private String nextSearchAfter() {
		return JsonMapper.shared()
			.readTree(this.server.get("/tag/v1/events?customerId=demo").body())
			.at("/data/nextSearchAfter")
			.stringValue();
	}

	private void create(String name) {
		assertThat(this.server.send("POST", "/tag/v1/tags?customerId=demo", "{\"name\": \"" + name + "\"}").status())
			.isEqualTo(201);
	}

	private int reread(String read, String entityTag) {
		return this.server.send(this.server.authorized(read).header("If-None-Match", entityTag)).status();
	}

	private void backUp() {
		TABLES.forEach((table) -> {
			this.server.database().sql("drop table if exists backup_" + table).update();
			this.server.database().sql("create table backup_" + table + " as table " + table).update();
		});
	}

	private void restore() {
		this.server.clear();
		TABLES.forEach((table) -> {
			this.server.database().sql("insert into " + table + " table backup_" + table).update();
			this.server.database().sql("drop table backup_" + table).update();
		});
	}

}
