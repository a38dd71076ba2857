package io.tagapi.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.tagapi.client.FakeServer.Response;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.ChangeDeviceTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.UpdateTagRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Which calls are made again, how often, and after what time.
 */
@Timeout(20)
class RetriesTests {

	private static final UUID ID = UUID.fromString("019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10");

	private static final UpdateTagRequest NEW_NAME = new UpdateTagRequest().name("x");

	private static final Response RESPONSE = FakeServer.envelope("""
			{"total":1,"tags":[{"id":"019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10","name":"x","predefinedType":"MANUAL",\
			"assignedDeviceCount":0,"createdOn":1,"modifiedOn":2}],"totalCount":1,"changedCount":1,"unchangedCount":0,\
			"assigned":{"totalCount":1,"changedCount":1,"unchangedCount":0},"id":"R58M42ABCDE","devices":[],\
			"unassigned":{"totalCount":0,"changedCount":0,"unchangedCount":0},"events":[],"hasMore":false,\
			"nextSearchAfter":"7"}""").with("ETag", "\"7-0\"");

	private static final Response IN_FLIGHT = Response.json(409, """
			{"result":409,"code":"40900001","message":"REQUEST_IN_PROGRESS",\
			"data":"The first request with this Idempotency-Key is still under way"}""");

	private static final Response BUSY = Response.json(429,
			"""
					{"result":429,"code":"42900000","message":"TOO_MANY_REQUESTS","data":"Too many requests were sent in a short time"}""");

	private static final Response AWAY = Response.json(503, """
			{"result":503,"code":"50300000","message":"SERVICE_UNAVAILABLE",\
			"data":"The service is temporarily unavailable"}""");

	private final List<Duration> waits = new CopyOnWriteArrayList<>();

	private final FakeServer server = new FakeServer();

	private final TagApiClient client = this.server.client().retries(3).pause(this.waits::add).build();

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	static Stream<Named<Consumer<TagApiClient>>> allCalls() {
		return Stream.of(harmlessCalls(), keyedCalls(), misleadingCalls()).flatMap((calls) -> calls);
	}

	static Stream<Named<Consumer<TagApiClient>>> repeatableCalls() {
		return Stream.concat(harmlessCalls(), keyedCalls());
	}

	static Stream<Named<Consumer<TagApiClient>>> harmlessCalls() {
		return Stream.of(Named.of("listTags", (client) -> client.listTags("demo")),
				Named.of("getTag", (client) -> client.getTag("demo", ID)),
				Named.of("updateTag", (client) -> client.updateTag("demo", ID, NEW_NAME)),
				Named.of("searchDevices",
						(client) -> client.searchDevices("demo", DeviceQuery.tagged().withAll(ID), null, null)),
				Named.of("getDevice", (client) -> client.getDevice("demo", "R58M42ABCDE")),
				Named.of("listEvents", (client) -> client.listEvents("demo", null, null)));
	}

	static Stream<Named<Consumer<TagApiClient>>> keyedCalls() {
		BulkTagsRequest pairs = new BulkTagsRequest().deviceIds(List.of("R58M42ABCDE")).tagIds(List.of(ID));
		ChangeDeviceTagsRequest change = new ChangeDeviceTagsRequest().deviceIds(List.of("R58M42ABCDE"))
			.assignTagIds(List.of(ID));
		return Stream.of(Named.of("createTag", (client) -> client.createTag("demo", new CreateTagRequest().name("x"))),
				Named.of("bulkAssignTags", (client) -> client.bulkAssignTags("demo", pairs)),
				Named.of("bulkUnassignTags", (client) -> client.bulkUnassignTags("demo", pairs)),
				Named.of("changeDeviceTags", (client) -> client.changeDeviceTags("demo", change)));
	}

	static Stream<Named<Consumer<TagApiClient>>> misleadingCalls() {
		return Stream.of(Named.of("deleteTag", (client) -> client.deleteTag("demo", ID)),
				Named.of("deleteTag with a version", (client) -> client.deleteTag("demo", ID, "\"7-0\"")),
				Named.of("updateTag with a version", (client) -> client.updateTag("demo", ID, NEW_NAME, "\"7-0\"")));
	}

	@ParameterizedTest
	@MethodSource("allCalls")
	void repeatsEveryCallThatTheServerDidNotTake(Consumer<TagApiClient> call) {
		// given
		this.server.respondsInTurn(BUSY, AWAY, RESPONSE);

		// when
		call.accept(this.client);

		// then
		assertThat(this.server.requests()).hasSize(3);
		assertThat(this.waits).hasSize(2);
	}

	@ParameterizedTest
	@MethodSource("repeatableCalls")
	void repeatsACallWhoseResponseIsLostIfThatDoesNoHarm(Consumer<TagApiClient> call) {
		// given
		this.server.respondsInTurn(Response.cut(), Response.of(502, "text/html", "<p>Bad Gateway"),
				Response.of(503, "text/html", "<p>Back soon"), RESPONSE);

		// when
		call.accept(this.client);

		// then
		assertThat(this.server.requests()).hasSize(4);
	}

	@ParameterizedTest
	@MethodSource("keyedCalls")
	void repeatsACallUnderItsKey(Consumer<TagApiClient> call) {
		// given
		this.server.respondsInTurn(Response.cut(), RESPONSE, BUSY, RESPONSE);

		// when
		call.accept(this.client);
		call.accept(this.client);

		// then
		List<String> keys = this.server.headers("Idempotency-Key");
		assertThat(keys).hasSize(4).allSatisfy((key) -> assertThat(UUID.fromString(key)).hasToString(key));
		assertThat(keys.get(1)).isEqualTo(keys.get(0));
		assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
		assertThat(keys.get(3)).isEqualTo(keys.get(2));
	}

	@ParameterizedTest
	@MethodSource("keyedCalls")
	void waitsForTheFirstAttemptIfThatIsStillUnderWay(Consumer<TagApiClient> call) {
		// given
		this.server.respondsInTurn(Response.cut(), IN_FLIGHT, IN_FLIGHT, RESPONSE);

		// when
		call.accept(this.client);

		// then
		assertThat(this.server.requests()).hasSize(4);
	}

	@ParameterizedTest
	@MethodSource("keyedCalls")
	void doesNotRepeatACallWhoseKeyBelongsToAnother(Consumer<TagApiClient> call) {
		// given
		this.server.respondsInTurn(IN_FLIGHT, RESPONSE);

		// when, then
		assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> call.accept(this.client));
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("harmlessCalls")
	void needsNoKeyForWhatCanBeRepeatedAnyway(Consumer<TagApiClient> call) {
		// given
		this.server.respondsWith(RESPONSE);

		// when
		call.accept(this.client);

		// then
		assertThat(this.server.headers("Idempotency-Key")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("misleadingCalls")
	void doesNotRepeatACallWhoseResponseIsLostIfASecondOneCouldMislead(Consumer<TagApiClient> call) {
		// given
		this.server.respondsInTurn(Response.cut(), RESPONSE);

		// when, then
		assertThatExceptionOfType(TagApiConnectionException.class).isThrownBy(() -> call.accept(this.client));
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 503, 504 })
	void doesNotRepeatWhatAGatewayMayHavePassedOn(int status) {
		// given
		this.server.respondsInTurn(Response.of(status, "text/html", "<p>Back soon"), RESPONSE);

		// when, then
		assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> this.client.deleteTag("demo", ID));
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 404, 409, 500, 501 })
	void doesNotRepeatWhatWouldFailAgain(int status) {
		// given
		this.server.respondsInTurn(Response.json(status, """
				{"result":%d,"code":"40000000","message":"OTHER","data":"Other"}""".formatted(status)), RESPONSE);

		// when, then
		assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> this.client.listTags("demo"));
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void repeatsACallThatCouldNotBeSent() {
		// given
		URI nobody = URI.create("http://127.0.0.1:1");

		// when
		try (TagApiClient lost = TagApiClient.builder(nobody)
			.accessToken(() -> "token")
			.pause(this.waits::add)
			.build()) {
			// then
			assertThatExceptionOfType(TagApiConnectionException.class).isThrownBy(() -> lost.deleteTag("demo", ID));
		}
		assertThat(this.waits).hasSize(3);
	}

	@Test
	void doesNotRepeatACallThatTookTooLong() {
		// given
		this.server.respondsWith((_) -> this.server.hang());

		// when
		try (TagApiClient impatient = this.server.client().retries(3).requestTimeout(Duration.ofMillis(300)).build()) {
			assertThatExceptionOfType(TagApiConnectionException.class).isThrownBy(() -> impatient.listTags("demo"));
		}

		// then
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void givesUpWithTheLastError() {
		// given
		this.server.respondsInTurn(BUSY, BUSY, BUSY, AWAY);

		// when
		TagApiException error = catchThrowableOfType(TagApiException.class, () -> this.client.listTags("demo"));

		// then
		assertThat(error.message()).isEqualTo("SERVICE_UNAVAILABLE");
		assertThat(this.server.requests()).hasSize(4);
	}

	@Test
	void waitsAsLongAsTheServerSays() {
		// given
		this.server.respondsInTurn(BUSY.with("Retry-After", "7"), RESPONSE);

		// when
		this.client.listTags("demo");

		// then
		assertThat(this.waits).singleElement()
			.satisfies((wait) -> assertThat(wait).isBetween(seconds(7), millis(7200)));
	}

	@Test
	void doesNotWaitLongerThanHalfAMinute() {
		// given
		this.server.respondsInTurn(AWAY.with("Retry-After", "60"), RESPONSE);

		// when
		TagApiException error = catchThrowableOfType(TagApiException.class, () -> this.client.listTags("demo"));

		// then
		assertThat(error.retryAfter()).hasValue(seconds(60));
		assertThat(this.waits).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "1, 200", "2, 400", "3, 800", "8, 25600", "9, 30000", "64, 30000" })
	void waitsARandomTimeWhoseLimitGrows(int attempts, long limit) {
		// given
		Retries retries = new Retries(100, new Halves(), (_) -> {
		});

		// when, then
		assertThat(retries.waitAfter(attempts, busy(), Retries.Repetition.HARMLESS)).hasValue(millis(limit / 2));
	}

	@Test
	void spreadsTheWaits() {
		// given
		this.server.respondsWith(BUSY);

		// when
		for (int i = 0; i < 20; i++) {
			assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> this.client.listTags("demo"));
		}

		// then
		assertThat(this.waits).doesNotHaveDuplicates().hasSize(60);
	}

	@Test
	void repeatsARequestForAToken() {
		// given
		List<Response> responses = new ArrayList<>(Arrays.asList(Response.json(503, ""), FakeServer.token(1, "600")));
		this.server.respondsToTokenRequests((exchange) -> responses.removeFirst().send(exchange));
		this.server.respondsWith(RESPONSE);

		// when
		this.client.listTags("demo");

		// then
		assertThat(this.server.tokenRequests()).hasSize(2);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void stopsWaitingWhenTheThreadIsInterrupted() {
		// given
		this.server.respondsWith(BUSY);
		try (TagApiClient interrupted = this.server.client().retries(3).pause((_) -> {
			throw new InterruptedException();
		}).build()) {
			// when, then
			assertThatExceptionOfType(TagApiConnectionException.class).isThrownBy(() -> interrupted.listTags("demo"))
				.withMessage("The call to " + this.server.address() + "/tag/v1 was interrupted");
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	private static TagApiException busy() {
		return new TagApiException(429, "42900000", "TOO_MANY_REQUESTS", "Too many requests", null, null);
	}

	private static Duration seconds(long seconds) {
		return Duration.ofSeconds(seconds);
	}

	private static Duration millis(long millis) {
		return Duration.ofMillis(millis);
	}

	/**
	 * Draws the middle of each range.
	 */
	private static final class Halves implements RandomGenerator {

		@Override
		public long nextLong() {
			throw new UnsupportedOperationException();
		}

		@Override
		public long nextLong(long bound) {
			return bound / 2;
		}

	}

}
