package io.tagapi.acceptance.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More requests of one address at once than it may have. Those that wait for their turn
 * are served as those that need not.
 */
@AcceptanceTest
class WaitingRequestTests {

	/** An address may have 13 of 200 threads, and ten times as many wait. */
	private static final int REQUESTS = 100;

	/** They are another in each response. */
	private static final Set<String> VARYING = Set.of("date", "x-request-id", "set-cookie", "content-length");

	private final TestServer server;

	WaitingRequestTests(@Autowired TestServer server) {
		this.server = server;
	}

	@ParameterizedTest
	@CsvSource({ "GET, /swagger-ui/index.html, 200", "GET, /openapi.yaml, 200", "GET, /ams/v1/oauth2/jwks, 200",
			"GET, /.well-known/oauth-authorization-server, 200", "GET, /ams/v1/oauth2/login, 200",
			"GET, /ams/v1/oauth2/authorize?response_type=code, 400", "POST, /ams/v1/oauth2/login, 403",
			"POST, /ams/v1/oauth2/token, 401", "GET, /nothing, 404" })
	void requestThatHasWaitedIsServedAsAnyOther(String method, String path, int status) throws Exception {
		Response alone = this.server.send(request(method, path));
		assertThat(alone.status()).isEqualTo(status);

		for (Response response : atOnce(method, path)) {
			assertThat(response.status()).isEqualTo(status);
			assertThat(headers(response)).isEqualTo(headers(alone));
		}
	}

	private List<Response> atOnce(String method, String path) throws Exception {
		try (ExecutorService clients = Executors.newFixedThreadPool(REQUESTS)) {
			List<Future<Response>> sent = new ArrayList<>();
			for (int i = 0; i < REQUESTS; i++) {
				sent.add(clients.submit(() -> this.server.send(request(method, path))));
			}
			List<Response> responses = new ArrayList<>();
			for (Future<Response> each : sent) {
				responses.add(each.get());
			}
			return responses;
		}
	}

	private HttpRequest.Builder request(String method, String path) {
		return this.server.request(path)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.method(method, "POST".equals(method) ? BodyPublishers.ofString("username=x") : BodyPublishers.noBody());
	}

	private static Map<String, List<String>> headers(Response response) {
		return response.http()
			.headers()
			.map()
			.entrySet()
			.stream()
			.filter((header) -> !VARYING.contains(header.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
	}

}
