package io.tagapi.acceptance.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Network faults that a request forces by its header Prefer.
 */
@AcceptanceTest
class NetworkFaultTests {

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private final TestServer server;

	NetworkFaultTests(@Autowired TestServer server) {
		this.server = server;
	}

	@Test
	void aDroppedRequestIsNotDone() {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> create("drop=request"));

		assertThat(this.server.get(TAGS).body()).contains("\"total\":0");
	}

	@Test
	void aDroppedResponseIsThatOfARequestWhichIsDone() {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> create("drop=response"));

		assertThat(this.server.get(TAGS).body()).contains("\"total\":1", "\"Floor 2\"");
		assertThat(create("handling=lenient").json()).containsEntry("data",
				"The specified request parameters are not valid: name is taken by another tag (Floor 2)");
	}

	/**
	 * Their bodies come after the server has stopped to wait for them with a thread. Held
	 * for ever, they would be more than one actor may have.
	 */
	@Test
	void droppedResponsesOfBodiesThatComeLateHoldNothing() throws Exception {
		for (int i = 0; i < 24; i += 8) {
			dropResponsesOfLateBodies(i, i + 8);
		}

		assertThat(this.server.get(TAGS).body()).contains("\"total\":24");
		assertThat(this.server.send("POST", TAGS, "{\"name\": \"Floor 24\"" + " ".repeat(900_000) + "}").status())
			.isEqualTo(201);
	}

	private void dropResponsesOfLateBodies(int from, int to) throws Exception {
		List<Socket> clients = new ArrayList<>();
		try {
			for (int i = from; i < to; i++) {
				clients.add(open("{\"name\": \"Floor " + i + "\"" + " ".repeat(900_000)));
			}
			Thread.sleep(1000);
			for (Socket client : clients) {
				client.getOutputStream().write('}');
			}
			for (Socket client : clients) {
				assertThat(client.getInputStream().read()).isEqualTo(-1);
			}
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	private Socket open(String beginning) throws IOException {
		Socket socket = new Socket("localhost", this.server.address().getPort());
		socket.getOutputStream()
			.write("""
					POST %s HTTP/1.1\r
					Host: localhost\r
					Authorization: Bearer %s\r
					Content-Type: application/json\r
					Prefer: drop=response\r
					Content-Length: %d\r
					\r
					%s""".formatted(TAGS, this.server.token(), beginning.length() + 1, beginning)
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	@Test
	void responseCanBeDelayed() {
		long start = System.nanoTime();

		Response response = create("wait=1");

		assertThat(response.status()).isEqualTo(201);
		assertThat(response.header("Preference-Applied")).contains("wait=1");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void requestWithoutTokenDoesNotWait() {
		Response response = this.server.send(this.server.request(TAGS).header("Prefer", "wait=60"));

		assertThat(response.status()).isEqualTo(401);
		assertThat(response.header("Preference-Applied")).isEmpty();
	}

	/** More than the server has threads. */
	@Test
	void waitingRequestsOfOneClientAreBoundedAndHoldNobody() throws Exception {
		String token = this.server.token("sandbox-acme", "tag");
		List<Socket> clients = new ArrayList<>();
		try {
			for (int i = 0; i < 250; i++) {
				clients.add(wait(token));
			}

			clients.getLast().setSoTimeout(30_000);
			assertThat(new String(clients.getLast().getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
				.isEqualTo("HTTP/1.1 429");
			assertThat(create("wait=1").status()).isEqualTo(201);
			assertThat(this.server.get("/tag/v1/tags?customerId=acme").status()).isEqualTo(200);
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	private Socket wait(String token) throws IOException {
		Socket socket = new Socket("localhost", this.server.address().getPort());
		socket.getOutputStream().write("""
				GET /tag/v1/tags?customerId=acme HTTP/1.1\r
				Host: localhost\r
				Authorization: Bearer %s\r
				Prefer: wait=20\r
				\r
				""".formatted(token).getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	@Test
	void errorCanBeDelayed() {
		Response response = create("code=50300000, wait=1");

		response.isError(503, "50300000", "SERVICE_UNAVAILABLE",
				"The service is temporarily unavailable: requested by the Prefer header");
		assertThat(response.http().headers().allValues("Preference-Applied")).containsExactly("wait=1",
				"code=50300000");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wait=soon", "wait=-1", "drop=all", "waiting=9", "xdrop=request" })
	void otherPreferencesAreIgnored(String preference) {
		Response response = create(preference);

		assertThat(response.status()).isEqualTo(201);
		assertThat(response.header("Preference-Applied")).isEmpty();
	}

	private Response create(String preference) {
		return this.server.send(this.server.authorized(TAGS)
			.header("Content-Type", "application/json")
			.header("Prefer", preference)
			.POST(BodyPublishers.ofString("{\"name\": \"Floor 2\"}")));
	}

}
