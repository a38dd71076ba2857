package io.tagapi.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.Tag;

import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The server under test: the client to talk to it as its users do, and plain HTTP for
 * what the client cannot say.
 */
public class TestServer {

	private final HttpClient http = HttpClient.newHttpClient();

	private final Environment environment;

	private final JdbcClient database;

	public TestServer(Environment environment, JdbcClient database) {
		this.environment = environment;
		this.database = database;
	}

	public URI address() {
		return URI.create("http://localhost:" + this.environment.getRequiredProperty("local.server.port")
				+ this.environment.getProperty("server.servlet.context-path", ""));
	}

	/** Removes whatever earlier tests have left. */
	public void clear() {
		this.database.sql("truncate deleted_tag, customer, tag, assignment, event, idempotency").update();
	}

	public JdbcClient database() {
		return this.database;
	}

	public TagApiClient client(String clientId, String... scopes) {
		return TagApiClient.builder(address()).clientCredentials(clientId, "sandbox").scopes(scopes).build();
	}

	/** A token with which everything is allowed. */
	public String token() {
		return token("sandbox", "tag");
	}

	public String token(String clientId, String scope) {
		Response response = send(
				request("/ams/v1/oauth2/token").header("Content-Type", "application/x-www-form-urlencoded")
					.POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + clientId
							+ "&client_secret=sandbox&scope=" + scope.replace(" ", "+"))));
		return String.valueOf(response.json().get("access_token"));
	}

	public HttpRequest.Builder request(String pathAndQuery) {
		return HttpRequest.newBuilder(URI.create(address() + pathAndQuery));
	}

	public Response get(String pathAndQuery) {
		return send(authorized(pathAndQuery));
	}

	public Response send(String method, String pathAndQuery, String json) {
		return send(authorized(pathAndQuery).header("Content-Type", "application/json")
			.method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
	}

	public Response send(String method, String pathAndQuery, BodyPublisher json) {
		return send(authorized(pathAndQuery).header("Content-Type", "application/json").method(method, json));
	}

	public HttpRequest.Builder authorized(String pathAndQuery) {
		return request(pathAndQuery).header("Authorization", "Bearer " + token());
	}

	public Response send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.http.send(request.build(), BodyHandlers.ofString());
			return new Response(response);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** As many assignments as the table really has. */
	public long storedAssignments(String customerId, Tag tag) {
		return this.database.sql("select count(*) from assignment where customer_id = ? and tag_id = ?")
			.param(customerId)
			.param(tag.getId())
			.query(Long.class)
			.single();
	}

	public static List<String> deviceIds(int from, int to) {
		return IntStream.range(from, to).mapToObj((i) -> "R58M" + i).toList();
	}

	public static UUID unknownTag(int number) {
		return UUID.fromString("019a9d2e-6c00-7b3a-9f62-%012d".formatted(number));
	}

}
