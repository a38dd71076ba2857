package io.tagapi.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.UpdateTagRequest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reader follows the feed while many write.
 */
@AcceptanceTest
class EventOrderTests {

	private static final int WRITERS = 6;

	private static final int CALLS = 25;

	private final TestServer server;

	private final TagApiClient client;

	EventOrderTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@Test
	void aReaderMissesNothingAndGetsNothingTwice() throws Exception {
		List<UUID> shared = IntStream.range(0, 3).mapToObj((i) -> create("Shared " + i)).toList();
		AtomicBoolean written = new AtomicBoolean();

		List<JsonNode> read;
		try (ExecutorService executor = Executors.newFixedThreadPool(WRITERS + 1)) {
			Future<List<JsonNode>> reader = executor.submit(() -> follow(written));
			List<Callable<Integer>> writers = new ArrayList<>();
			for (int writer = 0; writer < WRITERS; writer++) {
				int number = writer;
				writers.add(() -> write(number, shared));
			}
			for (Future<Integer> writer : executor.invokeAll(writers)) {
				writer.get();
			}
			written.set(true);
			read = reader.get();
		}

		assertThat(read).extracting((event) -> event.get("position").stringValue())
			.isEqualTo(LongStream.rangeClosed(1, read.size()).mapToObj(Long::toString).toList());
		assertThat(replay(read)).isEqualTo(stored());
	}

	/** Reads until there is nothing more and nobody writes any more. */
	private List<JsonNode> follow(AtomicBoolean written) {
		List<JsonNode> events = new ArrayList<>();
		String position = "0";
		String token = this.server.token();
		while (true) {
			boolean complete = written.get();
			Answer answer = this.server
				.send(this.server.request("/tag/v1/events?customerId=demo&pageSize=7&searchAfter=" + position)
					.header("Authorization", "Bearer " + token));
			JsonNode page = JsonMapper.shared().readTree(answer.body()).get("data");
			page.get("events").forEach(events::add);
			position = page.get("nextSearchAfter").stringValue();
			if (complete && !page.get("hasMore").booleanValue()) {
				return events;
			}
		}
	}

	private int write(int writer, List<UUID> shared) {
		Random random = new Random(writer);
		for (int call = 0; call < CALLS; call++) {
			int from = random.nextInt(40);
			BulkTagsRequest bulk = new BulkTagsRequest().deviceIds(TestServer.deviceIds(from, from + 20))
				.tagIds(List.of(shared.get(random.nextInt(3))));
			switch (random.nextInt(4)) {
				case 0 -> this.client.bulkAssignTags("demo", bulk);
				case 1 -> this.client.bulkUnassignTags("demo", bulk);
				case 2 -> this.client.updateTag("demo", shared.getFirst(),
						new UpdateTagRequest().description(writer + " " + call));
				default -> {
					UUID own = create("Tag " + writer + " " + call);
					this.client.bulkAssignTags("demo", bulk.tagIds(List.of(own)));
					if (random.nextBoolean()) {
						this.client.deleteTag("demo", own);
					}
				}
			}
		}
		return writer;
	}

	/** What has to be stored if the events are all that has happened. */
	private static Set<String> replay(List<JsonNode> events) {
		Set<String> state = new HashSet<>();
		for (JsonNode event : events) {
			String tag = event.at("/tagIds/0").stringValue();
			int before = state.size();
			switch (event.get("type").stringValue()) {
				case "TAG_CREATED" -> assertThat(state.add(tag)).isTrue();
				case "TAG_UPDATED" -> assertThat(state).contains(tag);
				case "TAG_DELETED" -> state.removeIf((entry) -> entry.startsWith(tag));
				case "DEVICES_ASSIGNED" -> {
					event.get("deviceIds").forEach((device) -> state.add(tag + " " + device.stringValue()));
					assertThat(state.size() - before).isEqualTo(event.get("changedCount").intValue());
				}
				default -> {
					event.get("deviceIds").forEach((device) -> state.remove(tag + " " + device.stringValue()));
					assertThat(before - state.size()).isEqualTo(event.get("changedCount").intValue());
				}
			}
		}
		return state;
	}

	private Set<String> stored() {
		Set<String> state = new HashSet<>();
		this.server.database()
			.sql("select tag_id::text from tag union all select tag_id || ' ' || device_id from assignment")
			.query((row) -> {
				state.add(row.getString(1));
			});
		return state;
	}

	private UUID create(String name) {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name(name));
		return tag.getId();
	}

}
