package io.tagapi.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.tagapi.client.FakeServer.Response;
import io.tagapi.client.model.UpdateTagRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * A call that gets no response, or none that can be read.
 */
@Timeout(20)
class MissingResponsesTests {

	private final FakeServer server = new FakeServer();

	private final TagApiClient client = this.server.client().requestTimeout(Duration.ofMillis(500)).build();

	@AfterEach
	void close() {
		this.server.close();
		this.client.close();
	}

	@Test
	void namesTheAddressThatRefusesTheConnection() throws IOException {
		// given
		URI nobody = URI.create("http://127.0.0.1:" + unusedPort());

		// when
		try (TagApiClient lost = TagApiClient.builder(nobody).accessToken(() -> "token").build()) {
			// then
			assertThatExceptionOfType(TagApiConnectionException.class).isThrownBy(() -> lost.listTags("demo"))
				.withMessage("No response from " + nobody + "/tag/v1: the connection was refused or failed")
				.withCauseInstanceOf(ConnectException.class);
		}
	}

	@Test
	void namesTheHostThatIsUnknown() {
		// given
		URI nowhere = URI.create("http://nowhere.invalid");

		// when
		try (TagApiClient lost = TagApiClient.builder(nowhere).accessToken(() -> "token").build()) {
			// then
			assertThatExceptionOfType(TagApiConnectionException.class).isThrownBy(() -> lost.listTags("demo"))
				.withMessage("No response from http://nowhere.invalid/tag/v1: the host is unknown");
		}
	}

	@Test
	void givesUpAResponseThatDoesNotCome() {
		// given
		this.server.respondsWith((_) -> this.server.hang());

		// when
		TagApiConnectionException error = error();

		// then
		assertThat(error).hasMessage(noResponse("it was not complete after 500 ms"))
			.hasCauseInstanceOf(HttpTimeoutException.class);
	}

	@Test
	void givesUpAResponseThatStopsInTheMiddle() {
		// given
		this.server.respondsWith((exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write('{');
			exchange.getResponseBody().flush();
			this.server.hang();
		});

		// when
		TagApiConnectionException error = error();

		// then
		assertThat(error).hasMessage(noResponse("it was not complete after 500 ms"));
	}

	@Test
	void reportsAConnectionThatIsCut() {
		// given
		this.server.respondsWith((exchange) -> {
			exchange.sendResponseHeaders(200, 1000);
			exchange.getResponseBody().write('{');
		});

		// when
		TagApiConnectionException error = error();

		// then
		assertThat(error).hasMessageStartingWith(noResponse("")).hasCauseInstanceOf(IOException.class);
	}

	@Test
	void staysInterrupted() throws Exception {
		// given
		CompletableFuture<TagApiConnectionException> error = new CompletableFuture<>();
		AtomicBoolean interrupted = new AtomicBoolean();
		Thread caller = Thread.ofVirtual().unstarted(() -> {
			error.complete(error());
			interrupted.set(Thread.currentThread().isInterrupted());
		});
		this.server.respondsWith((_) -> {
			caller.interrupt();
			this.server.hang();
		});

		// when
		caller.start();
		caller.join();

		// then
		assertThat(interrupted).isTrue();
		assertThat(error.get()).hasMessage("The call to " + api() + " was interrupted")
			.hasCauseInstanceOf(InterruptedException.class);
	}

	@Test
	void doesNotWaitForAResponseThatNobodyWants() throws InterruptedException {
		// given
		try (TagApiClient patient = this.server.client().requestTimeout(Duration.ofMinutes(1)).build()) {
			Thread caller = Thread.ofVirtual()
				.unstarted(() -> assertThatExceptionOfType(TagApiConnectionException.class)
					.isThrownBy(() -> patient.listTags("demo")));
			this.server.respondsWith((_) -> {
				caller.interrupt();
				this.server.hang();
			});

			// when
			caller.start();
			caller.join();

			// then
			assertTimeoutPreemptively(Duration.ofSeconds(10), patient::close);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>Welcome</html>", "{\"result\":200,\"code\":\"20000000\",\"mess", "[]" })
	void reportsASuccessThatIsNotAnEnvelope(String body) {
		// given
		this.server.respondsWith(Response.json(200, body));

		// when
		TagApiConnectionException error = error();

		// then
		assertThat(error).hasMessage("The response of " + api() + " is not what the contract says")
			.hasCauseInstanceOf(JacksonException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "{}", "{\"data\":null}" })
	void reportsASuccessWithoutData(String body) {
		// given
		this.server.respondsWith(Response.json(200, body));

		// when
		TagApiConnectionException error = error();

		// then
		assertThat(error).hasMessage("The response of " + api() + " is not what the contract says");
	}

	@Test
	void reportsASuccessWithoutTheTag() {
		// given
		this.server.respondsWith(FakeServer.envelope("{\"total\":0,\"tags\":[]}"));

		// when, then
		assertThatExceptionOfType(TagApiConnectionException.class)
			.isThrownBy(() -> this.client.updateTag("demo", UUID.randomUUID(), new UpdateTagRequest().name("x")))
			.withMessage("The response of " + api() + " is not what the contract says");
	}

	@Test
	void reportsATagWithoutItsETag() {
		// given
		this.server.respondsWith(FakeServer.envelope("""
				{"total":1,"tags":[{"id":"019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10","name":"x","predefinedType":"MANUAL",
				"assignedDeviceCount":0,"createdOn":1,"modifiedOn":2}]}"""));

		// when, then
		assertThatExceptionOfType(TagApiConnectionException.class)
			.isThrownBy(() -> this.client.getTagVersion("demo", UUID.randomUUID()))
			.withMessage("The response of " + api() + " is not what the contract says");
	}

	private TagApiConnectionException error() {
		return catchThrowableOfType(TagApiConnectionException.class, () -> this.client.listTags("demo"));
	}

	private String api() {
		return this.server.address() + "/tag/v1";
	}

	private String noResponse(String reason) {
		return "No response from " + api() + ": " + reason;
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
