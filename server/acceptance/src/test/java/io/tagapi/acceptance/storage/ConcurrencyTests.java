package io.tagapi.acceptance.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.TagApiException;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.ChangeDeviceTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.UpdateTagRequest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many callers at once.
 */
@AcceptanceTest
class ConcurrencyTests {

	private static final int CALLERS = 8;

	private final TestServer server;

	private final TagApiClient client;

	ConcurrencyTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@Test
	void countsAreExactAfterBulkCallsOnOverlappingSets() throws Exception {
		List<UUID> tags = IntStream.range(0, 4).mapToObj((i) -> create("Tag " + i).getId()).toList();

		List<Long> changes = atOnce((caller) -> {
			Random random = new Random(caller);
			long change = 0;
			for (int call = 0; call < 12; call++) {
				List<UUID> shuffled = new ArrayList<>(tags);
				Collections.shuffle(shuffled, random);
				int from = random.nextInt(300);
				BulkTagsRequest request = new BulkTagsRequest().deviceIds(TestServer.deviceIds(from, from + 200))
					.tagIds(shuffled.subList(0, 3));
				change += random.nextInt(3) > 0 ? this.client.bulkAssignTags("demo", request).getChangedCount()
						: -this.client.bulkUnassignTags("demo", request).getChangedCount();
			}
			return change;
		});

		List<Tag> after = this.client.listTags("demo").getTags();
		assertThat(after).allSatisfy((tag) -> assertThat(tag.getAssignedDeviceCount())
			.isEqualTo(this.server.storedAssignments("demo", tag)));
		assertThat(after.stream().mapToLong(Tag::getAssignedDeviceCount).sum())
			.isEqualTo(changes.stream().mapToLong(Long::longValue).sum());
	}

	@Test
	void devicesThatMoveToAndFroAreAlwaysAtOnePlace() throws Exception {
		UUID here = create("Here").getId();
		UUID there = create("There").getId();
		List<String> devices = TestServer.deviceIds(0, 100);
		this.client.bulkAssignTags("demo", new BulkTagsRequest().deviceIds(devices).tagIds(List.of(here)));

		atOnce((caller) -> {
			for (int call = 0; call < 10; call++) {
				boolean back = (call + caller) % 2 == 0;
				this.client.devices()
					.changeDeviceTags("demo",
							new ChangeDeviceTagsRequest().deviceIds(devices)
								.assignTagIds(List.of(back ? here : there))
								.unassignTagIds(List.of(back ? there : here)),
							null, null, null);
				assertThat(this.client.listTags("demo").getTags()).extracting(Tag::getAssignedDeviceCount)
					.containsExactlyInAnyOrder(0L, 100L);
			}
			return caller;
		});

		assertThat(this.client.listTags("demo").getTags()).allSatisfy((tag) -> assertThat(tag.getAssignedDeviceCount())
			.isEqualTo(this.server.storedAssignments("demo", tag)));
	}

	@Test
	void oneOfManyCreatesATagOfTheSameName() throws Exception {
		List<Boolean> created = atOnce((caller) -> succeeds(() -> create("Floor 2")));

		assertThat(created).containsOnlyOnce(true);
		assertThat(this.client.listTags("demo").getTotal()).isEqualTo(1);
	}

	@Test
	void theTotalIsExactWhileTagsComeAndGo() throws Exception {
		atOnce((caller) -> {
			for (int i = 0; i < 10; i++) {
				Tag tag = create("Tag " + caller + " " + i);
				this.client.updateTag("demo", tag.getId(), new UpdateTagRequest().name("Renamed " + i + " " + caller));
				if (i % 2 == 0) {
					this.client.deleteTag("demo", tag.getId());
				}
			}
			return caller;
		});

		assertThat(this.client.listTags("demo", 0, 100, null).getTags()).hasSize(CALLERS * 5);
		assertThat(this.client.listTags("demo").getTotal()).isEqualTo(CALLERS * 5);
	}

	@Test
	void deletingATagAndAssigningItEndInOneOrTheOther() throws Exception {
		for (int round = 0; round < 5; round++) {
			Tag tag = create("Tag " + round);
			BulkTagsRequest request = new BulkTagsRequest().deviceIds(TestServer.deviceIds(0, 500))
				.tagIds(List.of(tag.getId()));

			List<Boolean> done = atOnce((caller) -> succeeds(
					(caller == 0) ? () -> this.client.tags().deleteTagWithHttpInfo("demo", tag.getId(), null)
							: () -> this.client.bulkAssignTags("demo", request)));

			assertThat(done.getFirst()).isTrue();
			assertThat(this.server.storedAssignments("demo", tag)).isZero();
		}
		assertThat(this.client.listTags("demo").getTotal()).isZero();
	}

	private Tag create(String name) {
		return this.client.createTag("demo", new CreateTagRequest().name(name));
	}

	/** Whether the call succeeds; anything else than a refusal fails the test. */
	private static boolean succeeds(Callable<?> call) throws Exception {
		try {
			call.call();
			return true;
		}
		catch (TagApiException ex) {
			assertThat(ex.result()).isIn(400, 404);
			return false;
		}
	}

	private static <T> List<T> atOnce(Work<T> work) throws Exception {
		try (ExecutorService executor = Executors.newFixedThreadPool(CALLERS)) {
			List<Callable<T>> calls = new ArrayList<>();
			for (int caller = 0; caller < CALLERS; caller++) {
				int number = caller;
				calls.add(() -> work.run(number));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> result : executor.invokeAll(calls)) {
				results.add(result.get());
			}
			return results;
		}
	}

	/** What a caller does. */
	private interface Work<T> {

		T run(int caller) throws Exception;

	}

}
