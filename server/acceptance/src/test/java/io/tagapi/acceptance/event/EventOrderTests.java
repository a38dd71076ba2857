package io.tagapi.acceptance.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
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
		EventReplay replay = new EventReplay();
		read.forEach((event) -> replay.apply(event.get("type").stringValue(), texts(event.get("tagIds")),
				texts(event.path("deviceIds")), event.path("changedCount").asLong(0)));
		replay.isStored(this.server.database(), "demo");
	}

	/** Reads until there is nothing more and nobody writes any more. */
	private List<JsonNode> follow(AtomicBoolean written) {
		List<JsonNode> events = new ArrayList<>();
		String position = "0";
		String token = this.server.token();
		while (true) {
			boolean complete = written.get();
			Response response = this.server
				.send(this.server.request("/tag/v1/events?customerId=demo&pageSize=7&searchAfter=" + position)
					.header("Authorization", "Bearer " + token));
			JsonNode page = JsonMapper.shared().readTree(response.body()).get("data");
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

	private static List<String> texts(JsonNode array) {
		return array.valueStream().map(JsonNode::stringValue).toList();
	}

	private UUID create(String name) {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name(name));
		return tag.getId();
	}

}
