package io.tagapi.acceptance.sandbox;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

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

	@Test
	void aResponseCanBeLate() {
		long start = System.nanoTime();

		Response response = create("wait=1");

		assertThat(response.status()).isEqualTo(201);
		assertThat(response.header("Preference-Applied")).contains("wait=1");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void anErrorCanBeLate() {
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
