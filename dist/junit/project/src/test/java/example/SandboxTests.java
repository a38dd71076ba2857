package example;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.tagapi.sandbox.junit.TagApiSandbox;
import io.tagapi.sandbox.junit.TagApiSandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(TagApiSandboxExtension.class)
class SandboxTests {

	@Test
	void aTagIsCreated(TagApiSandbox api) throws Exception {
		HttpResponse<String> response = create(api, "of-this-test");

		assertEquals(201, response.statusCode());
		assertTrue(response.body().contains("\"total\":1"), response.body());
		assertTrue(response.body().contains("\"name\":\"Vans\""), response.body());
	}

	@Test
	void everyTestHasTheSameSandbox(TagApiSandbox api) throws Exception {
		assertEquals(201, create(api, "of-another-test").statusCode());
		assertEquals(400, create(api, "of-another-test").statusCode());
	}

	@Test
	void aSandboxEnds() throws Exception {
		URI url;
		try (TagApiSandbox api = TagApiSandbox.start(Map.of())) {
			url = api.url();
			assertEquals(201, create(api, "demo").statusCode());
		}
		assertThrows(ConnectException.class, () -> HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding()));
	}

	@Test
	void aSandboxDoesNotTakeTheSettingsOfTheProgramUnderTest() throws Exception {
		Path data = Path.of(System.getenv("TAGAPI_SANDBOX_DATADIR"));
		assertTrue(Files.exists(Path.of("application.properties")));

		try (TagApiSandbox api = TagApiSandbox.start(Map.of())) {
			assertEquals(201, create(api, "demo").statusCode());
		}
		assertFalse(Files.exists(data));
	}

	@Test
	void aSandboxHasAPathAndAPortForManagement() {
		try (TagApiSandbox api = TagApiSandbox.start(Map.of("server.servlet.context-path", "/x",
				"management.server.port", "0", "logging.level.root", "off"))) {
			assertTrue(api.url().toString().matches("http://localhost:\\d+/x"), api.url().toString());
			assertFalse(api.token().isEmpty());
		}
	}

	@Test
	void anotherProgramsPortIsNoSandbox() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String port = String.valueOf(other.getLocalPort());
			IllegalStateException failure = assertThrows(IllegalStateException.class,
					() -> TagApiSandbox.start(Map.of("server.port", port)));
			assertTrue(failure.getMessage().contains(port), failure.getMessage());
		}
	}

	@Test
	void aWrongSettingIsNamed() {
		IllegalStateException failure = assertThrows(IllegalStateException.class,
				() -> TagApiSandbox.start(Map.of("tag-api.customer", "*")));

		assertTrue(failure.getMessage().contains("There is no setting tag-api.customer."), failure.getMessage());
	}

	private static HttpResponse<String> create(TagApiSandbox api, String customer) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(api.url().resolve("/tag/v1/tags?customerId=" + customer))
				.header("Authorization", "Bearer " + api.token())
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"name\":\"Vans\"}"))
				.build(), BodyHandlers.ofString());
	}

}
