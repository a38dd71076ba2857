package io.tagapi.sandbox;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.Event;
import io.tagapi.client.model.Tag;
import io.tagapi.server.customer.CustomerData;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.Customers;
import io.tagapi.server.device.AssignmentService;
import io.tagapi.server.storage.Transactions;
import io.tagapi.server.tag.TagService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Resets of a customer whose data change meanwhile: after the tables are emptied, before
 * and after the customer is locked.
 */
@AcceptanceTest
@Timeout(60)
class ResetBesideChangesTests {

	private static final CustomerId CUSTOMER = Customers.ofOperator("demo");

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private static final String ASSIGN = "/tag/v1/devices/bulkAssign?customerId=demo";

	private static final String LATE = "{\"name\": \"Late\"}";

	private final TestServer server;

	private final Seeds seeds;

	private final Transactions transactions;

	private final List<CustomerData> tables;

	private final TagService tags;

	private final AssignmentService assignments;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	ResetBesideChangesTests(@Autowired TestServer server, @Autowired Seeds seeds, @Autowired Transactions transactions,
			@Autowired List<CustomerData> tables, @Autowired TagService tags,
			@Autowired AssignmentService assignments) {
		this.server = server;
		this.seeds = seeds;
		this.transactions = transactions;
		this.tables = tables;
		this.tags = tags;
		this.assignments = assignments;
	}

	@BeforeEach
	void begin() {
		reset(ResetBesideChangesTests::nothing, ResetBesideChangesTests::nothing);
	}

	@AfterEach
	void stop() {
		this.threads.close();
	}

	@Test
	void changesThatAreCommittedBeforeTheCustomerIsLockedAreNoPartOfTheNewHistory() {
		reset(() -> {
			String tagId = create("key");
			assertThat(assign("", tagId).status()).isEqualTo(200);
		}, ResetBesideChangesTests::nothing);

		hasTheSeed();
		create("key");
		create("other", "{\"name\": \"Later\"}");
		try (TagApiClient client = this.server.client("sandbox", "tag")) {
			assertThat(client.listEvents("demo", 100, null).getEvents()).hasSize(7);
		}
	}

	@Test
	void deadlockWithTheChangeOfATagThatWasCreatedMeanwhileIsRetried() {
		String[] tagId = new String[1];
		List<CompletableFuture<Response>> change = new ArrayList<>();

		reset(() -> tagId[0] = create("key"), () -> change.add(begin(() -> this.server.send("PUT",
				TAGS.replace("?", "/" + tagId[0] + "?"), "{\"description\": \"Changed\"}"))));

		assertThat(change.getFirst().join().status()).isIn(200, 404);
		hasTheSeed();
	}

	@Test
	void requestWithAKeyThatWaitsForTheResetIsNotInItsWay() {
		String tagId = firstTag().getId().toString();
		List<CompletableFuture<Response>> request = new ArrayList<>();

		reset(() -> request.add(begin(() -> assign("key", tagId))), ResetBesideChangesTests::nothing);

		request.getFirst().join().isNotFound("tag " + tagId);
		hasTheSeed();
	}

	private static void nothing() {
	}

	/** Does the work only the first time, because a deadlock repeats the reset. */
	private void reset(Runnable beforeLock, Runnable afterLock) {
		Customers customers = new Customers(this.server.database()) {

			private boolean done;

			@Override
			public void restart(CustomerId customer) {
				boolean isFirst = !this.done;
				this.done = true;
				if (isFirst) {
					beforeLock.run();
				}
				super.restart(customer);
				if (isFirst) {
					afterLock.run();
				}
			}

		};
		new SandboxWorld(this.seeds, this.transactions, customers, this.tables, this.tags, this.assignments)
			.reset(CUSTOMER, this.seeds.of(CUSTOMER.value()));
	}

	private String create(String key) {
		return create(key, LATE);
	}

	private String create(String key, String json) {
		Response response = this.server.send(this.server.authorized(TAGS)
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(BodyPublishers.ofString(json)));
		assertThat(response.status()).as(response.body()).isEqualTo(201);
		assertThat(response.header("Idempotency-Replayed")).isEmpty();
		return String.valueOf(response.header("Location").orElseThrow().replaceAll(".*/|\\?.*", ""));
	}

	private Response assign(String key, String tagId) {
		var request = this.server.authorized(ASSIGN).header("Content-Type", "application/json");
		if (!key.isEmpty()) {
			request.header("Idempotency-Key", key);
		}
		return this.server.send(request
			.POST(BodyPublishers.ofString("{\"tagIds\": [\"%s\"], \"deviceIds\": [\"R58M99\"]}".formatted(tagId))));
	}

	/** Returns when the request waits for a lock. */
	private CompletableFuture<Response> begin(Supplier<Response> request) {
		CompletableFuture<Response> response = CompletableFuture.supplyAsync(request, this.threads);
		while (this.server.database()
			.sql("select count(*) from pg_locks where not granted")
			.query(Long.class)
			.single() == 0) {
			assertThat(response).isNotDone();
			Thread.onSpinWait();
		}
		return response;
	}

	private Tag firstTag() {
		try (TagApiClient client = this.server.client("sandbox", "tag")) {
			return client.listTags("demo").getTags().getFirst();
		}
	}

	private void hasTheSeed() {
		try (TagApiClient client = this.server.client("sandbox", "tag")) {
			assertThat(client.listTags("demo").getTags()).extracting(Tag::getName)
				.containsExactly("Delivery vans", "Meeting rooms", "Warehouse");
			assertThat(client.listTags("demo").getTotal()).isEqualTo(3);
			assertThat(client.listEvents("demo", 100, null).getEvents()).extracting(Event::getType)
				.containsExactly("TAG_CREATED", "TAG_CREATED", "TAG_CREATED", "DEVICES_ASSIGNED", "DEVICES_ASSIGNED");
		}
		assertThat(this.server.database().sql("select count(*) from assignment").query(Long.class).single())
			.isEqualTo(3);
	}

}
