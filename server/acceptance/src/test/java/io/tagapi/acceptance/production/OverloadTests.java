package io.tagapi.acceptance.production;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.ServerProcess;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.CreateTagRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three times as many calls as the server can handle, sent without regard to whether
 * earlier ones are completed. Times are compared with times of the same run only.
 */
@Tag("resilience")
@Timeout(180)
class OverloadTests {

	private static final Logger LOGGER = LoggerFactory.getLogger(OverloadTests.class);

	private static final List<String> CUSTOMERS = List.of("demo", "acme");

	/** As many as the pool has connections, which is what saturates the server. */
	private static final int CALLERS = 10;

	private static final int OVERLOAD = 3;

	private static final Duration OVERLOAD_TIME = Duration.ofSeconds(10);

	/** The setting tag-api.max-concurrent-requests. */
	private static final int CONCURRENT_REQUESTS = 200;

	/** The setting tag-api.max-queue-time, for a thread and for the customer's turn. */
	private static final Duration QUEUE_TIME = Duration.ofSeconds(2);

	private final HttpClient http = HttpClient.newHttpClient();

	private final List<HttpRequest> calls = new ArrayList<>();

	@Test
	void whatIsAcceptedStaysQuickAndTheServerIsWellAfterwards() throws Exception {
		Path dataDir = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "overload").resolve("data");
		ServerProcess server = ServerProcess.start(dataDir);
		try (TagApiClient client = server.client()) {
			prepareCalls(server, client);
			saturate(Duration.ofSeconds(10));

			Duration unloaded = percentile(50, oneByOne());
			double saturation = saturate(Duration.ofSeconds(5));
			Outcome outcome = overload(server, OVERLOAD * saturation);
			Duration afterwards = percentile(50, oneByOne());

			Duration accepted = percentile(95, outcome.accepted());
			LOGGER.info(
					"""
							Saturation {}/s; offered {} times that for {}: {} accepted, {} refused.
							  Latency: unloaded {} ms; accepted median {} ms, 95 % {} ms ({} times the unloaded); afterwards {} ms.
							  Refusals: 95 % {} ms. Health: slowest {} ms.""",
					Math.round(saturation), OVERLOAD, OVERLOAD_TIME, outcome.accepted().size(),
					outcome.refused().size(), unloaded.toMillis(), percentile(50, outcome.accepted()).toMillis(),
					accepted.toMillis(), accepted.toNanos() / unloaded.toNanos(), afterwards.toMillis(),
					percentile(95, outcome.refused()).toMillis(), percentile(100, outcome.health()).toMillis());

			assertThat(outcome.refused()).isNotEmpty();
			assertThat(outcome.accepted().size()).as("Calls that are done in spite of the others")
				.isGreaterThan((int) (saturation * OVERLOAD_TIME.toSeconds() / 4));
			// No more calls than are let in can come before an accepted one. The callers
			// of this test have taken a part of the machine meanwhile.
			Duration bound = QUEUE_TIME.plusNanos((long) (5e9 * CONCURRENT_REQUESTS / saturation));
			assertThat(accepted).isLessThan(bound);
			assertThat(percentile(100, outcome.health())).isLessThan(bound);
			assertThat(afterwards).isLessThan(unloaded.multipliedBy(3));
		}
		finally {
			server.stop();
		}
	}

	private void prepareCalls(ServerProcess server, TagApiClient client) throws Exception {
		String token = token(server);
		String devices = TestServer.deviceIds(0, 1000)
			.stream()
			.map((device) -> "\"" + device + "\"")
			.collect(Collectors.joining(",", "[", "]"));
		for (String customer : CUSTOMERS) {
			for (int i = 0; i < 20; i++) {
				UUID tag = client.createTag(customer, new CreateTagRequest().name("Tag " + i)).getId();
				this.calls.add(HttpRequest
					.newBuilder(URI.create(server.address() + "/tag/v1/devices/bulkAssign?customerId=" + customer))
					.header("Authorization", "Bearer " + token)
					.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString("{\"deviceIds\":" + devices + ",\"tagIds\":[\"" + tag + "\"]}"))
					.build());
			}
		}
	}

	private String token(ServerProcess server) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/ams/v1/oauth2/token"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers
				.ofString("grant_type=client_credentials&client_id=sandbox&client_secret=sandbox&scope=tag"))
			.build();
		return String
			.valueOf(new Response(this.http.send(request, BodyHandlers.ofString())).json().get("access_token"));
	}

	private HttpRequest call(int number) {
		// Neighbours are for different customers and tags.
		return this.calls.get(Math.floorMod(number * 21, this.calls.size()));
	}

	/** How long calls take that have the server for themselves. */
	private List<Duration> oneByOne() throws Exception {
		List<Duration> latencies = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			Instant start = Instant.now();
			assertThat(this.http.send(call(i), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
			latencies.add(Duration.between(start, Instant.now()));
		}
		return latencies;
	}

	/** How many calls a second are completed for callers that wait for each response. */
	private double saturate(Duration time) throws Exception {
		AtomicInteger completed = new AtomicInteger();
		Instant end = Instant.now().plus(time);
		try (ExecutorService executor = Executors.newFixedThreadPool(CALLERS)) {
			List<Future<?>> callers = new ArrayList<>();
			for (int i = 0; i < CALLERS; i++) {
				callers.add(executor.submit(() -> {
					while (Instant.now().isBefore(end)) {
						HttpRequest call = call(completed.get());
						assertThat(this.http.send(call, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
						completed.incrementAndGet();
					}
					return null;
				}));
			}
			for (Future<?> caller : callers) {
				caller.get();
			}
		}
		return completed.get() / (double) time.toSeconds();
	}

	private Outcome overload(ServerProcess server, double rate) throws Exception {
		List<CompletableFuture<Timed>> responses = new ArrayList<>();
		List<CompletableFuture<Timed>> health = new ArrayList<>();
		long start = System.nanoTime();
		long count = Math.round(rate * OVERLOAD_TIME.toSeconds());
		for (int i = 0; i < count; i++) {
			long due = start + Math.round(i * 1e9 / rate);
			while (System.nanoTime() < due) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
			responses.add(send(call(i)));
			if (i % (int) Math.ceil(rate / 5) == 0) {
				health.add(send(health(server, "liveness")));
				health.add(send(health(server, "readiness")));
			}
		}
		Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		for (CompletableFuture<Timed> response : responses) {
			outcome.add(response.get(30, TimeUnit.SECONDS));
		}
		for (CompletableFuture<Timed> response : health) {
			Timed timed = response.get(30, TimeUnit.SECONDS);
			assertThat(timed.response().statusCode()).isEqualTo(200);
			outcome.health().add(timed.latency());
		}
		return outcome;
	}

	private static HttpRequest health(ServerProcess server, String group) {
		return HttpRequest.newBuilder(URI.create(server.address() + "/actuator/health/" + group)).build();
	}

	private CompletableFuture<Timed> send(HttpRequest request) {
		Instant start = Instant.now();
		return this.http.sendAsync(request, BodyHandlers.ofString())
			.thenApply((response) -> new Timed(response, Duration.between(start, Instant.now())));
	}

	private static Duration percentile(int percent, List<Duration> durations) {
		List<Duration> sorted = durations.stream().sorted().toList();
		return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
	}

	/**
	 * A response and how long it took.
	 */
	private record Timed(HttpResponse<String> response, Duration latency) {
	}

	/**
	 * What became of the calls: how long they took.
	 */
	private record Outcome(List<Duration> accepted, List<Duration> refused, List<Duration> health) {

		void add(Timed timed) {
			if (timed.response().statusCode() == 200) {
				this.accepted.add(timed.latency());
				return;
			}
			assertThat(timed.response().statusCode()).isIn(429, 503);
			assertThat(timed.response().headers().firstValue("Retry-After")).isPresent();
			this.refused.add(timed.latency());
		}

	}

}
