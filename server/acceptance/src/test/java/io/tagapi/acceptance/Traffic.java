package io.tagapi.acceptance;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.tagapi.acceptance.event.EventReplay;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.TagApiConnectionException;
import io.tagapi.client.TagApiException;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that write at the same time and keep what the server has acknowledged. A batch
 * of devices has all tags or none of them: that is what each bulk call brings about.
 */
public final class Traffic implements AutoCloseable {

	private static final String CUSTOMER = "demo";

	private static final int CALLERS = 6;

	private static final int SHARED_TAGS = 3;

	private static final int BATCH = 200;

	private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);

	private static final int ACKNOWLEDGED = 4;

	private final ExecutorService executor = Executors.newFixedThreadPool(CALLERS);

	private final List<UUID> shared = new ArrayList<>();

	private final List<Caller> callers = IntStream.range(0, CALLERS).mapToObj(Caller::new).toList();

	private final List<Future<?>> work = new ArrayList<>();

	private volatile boolean running;

	/** Makes the tags that all callers assign. */
	public void prepare(TagApiClient client) {
		for (int i = 0; i < SHARED_TAGS; i++) {
			this.shared.add(client.createTag(CUSTOMER, new CreateTagRequest().name("Shared " + i)).getId());
		}
	}

	public void start(TagApiClient client) {
		this.running = true;
		this.callers.forEach((caller) -> caller.acknowledged.set(0));
		this.callers.forEach((caller) -> this.work.add(this.executor.submit(() -> caller.work(client))));
	}

	/** Waits until each caller has got something done. */
	public void awaitAcknowledged() throws InterruptedException {
		while (this.callers.stream().anyMatch((caller) -> caller.acknowledged.get() < ACKNOWLEDGED)) {
			assertThat(this.work).noneMatch(Future::isDone);
			TimeUnit.MILLISECONDS.sleep(5);
		}
	}

	public void stop() throws Exception {
		this.running = false;
		for (Future<?> caller : this.work) {
			caller.get(60, TimeUnit.SECONDS);
		}
		this.work.clear();
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/** Waits until the server responds to calls again, which it has to do by itself. */
	public void awaitService(TagApiClient client) throws InterruptedException {
		Instant limit = Instant.now().plus(RECOVERY_LIMIT);
		while (!isAvailable(client)) {
			assertThat(Instant.now()).isBefore(limit);
			TimeUnit.MILLISECONDS.sleep(50);
		}
	}

	private static boolean isAvailable(TagApiClient client) {
		try {
			client.listTags(CUSTOMER);
			return true;
		}
		catch (TagApiException ex) {
			assertThat(ex.result()).isEqualTo(503);
			assertThat(ex.retryAfter()).isPresent();
			return false;
		}
	}

	/** Compares what is stored with what was acknowledged, and what is counted. */
	public void check(TagApiClient client, JdbcClient database) {
		this.callers.forEach((caller) -> caller.repeatUnacknowledged(client));
		countsAreExact(client, database);
		eventsTellWhatIsStored(database);
		Map<String, Long> pairs = pairsByBatch(database);
		Set<String> names = new HashSet<>();
		database.sql("select name from tag").query((row) -> {
			names.add(row.getString(1));
		});
		this.callers.forEach((caller) -> caller.check(pairs, names));
		assertThat(pairs.keySet()).isSubsetOf(this.callers.stream()
			.flatMap((caller) -> caller.batches.keySet().stream())
			.collect(Collectors.toSet()));
	}

	private static void countsAreExact(TagApiClient client, JdbcClient database) {
		assertThat(database.sql("""
				select name from tag t where assigned_device_count <> (
				  select count(*) from assignment a where a.customer_id = t.customer_id and a.tag_id = t.tag_id)
				""").query(String.class).list()).isEmpty();
		assertThat(database.sql("""
				select customer_id from customer c where tag_count <> (
				  select count(*) from tag t where t.customer_id = c.customer_id)
				""").query(String.class).list()).isEmpty();
		long stored = database.sql("select count(*) from tag").query(Long.class).single();
		assertThat(client.listTags(CUSTOMER).getTotal()).isEqualTo(stored);
	}

	/** The stored data are the result of the events in their order, and nothing else. */
	private static void eventsTellWhatIsStored(JdbcClient database) {
		EventReplay replay = new EventReplay();
		List<Long> positions = new ArrayList<>();
		database.sql("select position, type, tag_ids, device_ids, changed_count from event order by position")
			.query((row) -> {
				positions.add(row.getLong("position"));
				replay.apply(row.getString("type"), texts(row.getArray("tag_ids")), texts(row.getArray("device_ids")),
						row.getLong("changed_count"));
			});
		replay.isStored(database, CUSTOMER);
		long version = database.sql("select version from customer where customer_id = ?")
			.param(CUSTOMER)
			.query(Long.class)
			.single();
		assertThat(positions).isEqualTo(LongStream.rangeClosed(1, version).boxed().toList());
	}

	private static List<String> texts(@Nullable Array array) throws SQLException {
		return (array != null) ? Stream.of((Object[]) array.getArray()).map(Object::toString).toList() : List.of();
	}

	private static Map<String, Long> pairsByBatch(JdbcClient database) {
		Map<String, Long> pairs = new HashMap<>();
		database.sql("select split_part(device_id, '.', 1), count(*) from assignment group by 1").query((row) -> {
			pairs.put(row.getString(1), row.getLong(2));
		});
		return pairs;
	}

	private static List<String> devices(String batch) {
		return IntStream.range(0, BATCH).mapToObj((i) -> batch + "." + i).toList();
	}

	/** One of those who call, and what it knows. */
	private final class Caller {

		private final Random random = new Random();

		private final int number;

		/** Whether the devices of a batch have the tags; for {@code UNKNOWN}, any. */
		private final Map<String, Known> batches = new HashMap<>();

		private final Map<String, Known> tags = new HashMap<>();

		/** The tags whose creation was not acknowledged. */
		private final List<String> unacknowledged = new ArrayList<>();

		private int made;

		private final AtomicInteger acknowledged = new AtomicInteger();

		Caller(int number) {
			this.number = number;
		}

		private void work(TagApiClient client) {
			while (Traffic.this.running) {
				switch (this.random.nextInt(4)) {
					case 0 -> createAndDelete(client);
					case 1 -> unassign(client);
					default -> assign(client);
				}
			}
		}

		private void assign(TagApiClient client) {
			String batch = "c" + this.number + "b" + this.made++;
			call(this.batches, batch, Known.THERE, () -> client.bulkAssignTags(CUSTOMER, bulk(batch)));
		}

		private void unassign(TagApiClient client) {
			this.batches.entrySet()
				.stream()
				.filter((batch) -> batch.getValue() == Known.THERE)
				.map(Map.Entry::getKey)
				.findAny()
				.ifPresent((batch) -> call(this.batches, batch, Known.GONE,
						() -> client.bulkUnassignTags(CUSTOMER, bulk(batch))));
		}

		private void createAndDelete(TagApiClient client) {
			String name = "Caller " + this.number + " tag " + this.made++;
			List<Tag> created = new ArrayList<>();
			call(this.tags, name, Known.THERE, () -> created.add(create(client, name)));
			if (created.isEmpty()) {
				this.unacknowledged.add(name);
			}
			if (this.random.nextBoolean()) {
				created
					.forEach((tag) -> call(this.tags, name, Known.GONE, () -> client.deleteTag(CUSTOMER, tag.getId())));
			}
		}

		/**
		 * The name is also the key, so it makes no difference how often this is called.
		 */
		private static Tag create(TagApiClient client, String name) {
			return client.createTag(CUSTOMER, new CreateTagRequest().name(name), name.replace(' ', '-'));
		}

		/**
		 * The server may have done a creation before it crashed, or not: now it responds
		 * as it would have then. It may first have to notice that nobody waits for the
		 * crashed server's transaction.
		 */
		private void repeatUnacknowledged(TagApiClient client) {
			while (!this.unacknowledged.isEmpty()) {
				String name = this.unacknowledged.getFirst();
				try {
					assertThat(create(client, name).getName()).isEqualTo(name);
					this.tags.put(name, Known.THERE);
					this.unacknowledged.removeFirst();
				}
				catch (TagApiException ex) {
					assertThat(ex.result()).isEqualTo(409);
					pause();
				}
			}
		}

		private BulkTagsRequest bulk(String batch) {
			return new BulkTagsRequest().deviceIds(devices(batch)).tagIds(Traffic.this.shared);
		}

		/** Notes what the call has brought about, if it is known. */
		private void call(Map<String, Known> notes, String subject, Known outcome, Runnable call) {
			notes.put(subject, Known.UNKNOWN);
			try {
				call.run();
				notes.put(subject, outcome);
				this.acknowledged.incrementAndGet();
			}
			catch (TagApiConnectionException ex) {
				pause();
			}
			catch (TagApiException ex) {
				assertThat(ex.result()).isEqualTo(503);
				assertThat(ex.retryAfter()).isPresent();
				pause();
			}
		}

		private static void pause() {
			try {
				TimeUnit.MILLISECONDS.sleep(20);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private void check(Map<String, Long> pairs, Set<String> names) {
			long all = (long) BATCH * SHARED_TAGS;
			this.batches.replaceAll((batch, known) -> {
				long stored = pairs.getOrDefault(batch, 0L);
				assertThat(stored).as("The pairs of batch %s, which has to be all or nothing", batch).isIn(0L, all);
				return known.compare(batch, stored == all);
			});
			this.tags.replaceAll((name, known) -> known.compare(name, names.contains(name)));
		}

	}

	/** What a caller knows about something that it has written. */
	private enum Known {

		THERE, GONE, UNKNOWN;

		/** Compares this with what is stored, which is known from then on. */
		Known compare(String subject, boolean stored) {
			Known found = stored ? THERE : GONE;
			if (this != UNKNOWN) {
				assertThat(found).as("What was acknowledged about %s", subject).isEqualTo(this);
			}
			return found;
		}

	}

}
