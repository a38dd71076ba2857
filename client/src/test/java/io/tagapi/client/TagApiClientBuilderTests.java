package io.tagapi.client;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TagApiClientBuilderTests {

	private final TagApiClientBuilder builder = TagApiClient.builder(URI.create("https://tags.example.com"));

	@ParameterizedTest
	@CsvSource({ "/tags, The base address must start with http:// or https://",
			"localhost:8080, The base address must start with http:// or https://",
			"http:///tags, The base address must name a host",
			"http://me:mine@localhost, The base address must not have a user name or password",
			"http://localhost?a=b, The base address must not have a query",
			"http://localhost#a, The base address must not have a fragment" })
	void refusesWhatIsNoBaseAddress(URI address, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> TagApiClient.builder(address)).withMessage(message);
	}

	@Test
	void refusesWhatIsNoTokenEndpoint() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.tokenEndpoint(URI.create("/oauth2/token")))
			.withMessage("The token endpoint must start with http:// or https://");
	}

	@Test
	void refusesEmptyCredentials() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.clientCredentials("", "secret"))
			.withMessage("The client id is empty");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.clientCredentials("id", ""))
			.withMessage("The client secret is empty");
	}

	@Test
	void refusesTimeoutsThatAreNotPositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.connectTimeout(Duration.ZERO))
			.withMessage("The connect time-out must be positive");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.requestTimeout(Duration.ofMillis(-1)))
			.withMessage("The request time-out must be positive");
	}

	@Test
	void refusesANegativeNumberOfRetries() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.retries(-1))
			.withMessage("The number of retries must not be negative");
	}

	@Test
	void refusesToBuildWithoutAWayToGetTokens() {
		assertThatIllegalStateException().isThrownBy(this.builder::build)
			.withMessage("Client credentials are missing: give them, or an access token supplier instead");
	}

	@Test
	void refusesTokenParametersThatTheClientSets() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.tokenParameter("scope", "tag"))
			.withMessage("The token parameter scope is set by the client");
	}

	@Test
	void sendsTokenParametersToTheTokenEndpoint() {
		try (FakeServer server = new FakeServer();
				TagApiClient client = server.client()
					.tokenParameter("audience", "https://tags.example.com")
					.tokenParameter("resource", "a b")
					.build()) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> client.listTags("demo"));

			assertThat(server.tokenRequests()).extracting(FakeServer.Request::body)
				.containsExactly(
						"grant_type=client_credentials&client_id=an+id&client_secret=s%26cret%3D%C3%BC&scope=tag"
								+ "&audience=https%3A%2F%2Ftags.example.com&resource=a+b");
		}
	}

	@Test
	void sendsWithTheHttpClientOfTheCallerAndLeavesItOpen() throws Exception {
		AtomicInteger chosen = new AtomicInteger();
		ProxySelector proxies = new ProxySelector() {

			@Override
			public List<Proxy> select(URI address) {
				chosen.incrementAndGet();
				return List.of(Proxy.NO_PROXY);
			}

			@Override
			public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
				throw new AssertionError(failure);
			}

		};
		try (HttpClient http = HttpClient.newBuilder().proxy(proxies).build(); FakeServer server = new FakeServer()) {
			TagApiClient client = server.client().httpClient(http).build();
			server.respondsWith(FakeServer.Response.of(204, "application/json", ""));
			client.deleteTag("demo", UUID.randomUUID());
			client.close();

			// The token and the call.
			assertThat(chosen).hasValue(2);
			assertThat(http.isTerminated()).isFalse();
		}
	}

	@Test
	void refusesToBuildWithTwoWaysToGetTokens() {
		// given
		this.builder.clientCredentials("id", "secret").accessToken(() -> "token");

		// when, then
		assertThatIllegalStateException().isThrownBy(this.builder::build)
			.withMessage("Client credentials and an access token supplier are both given: only one can be used");
	}

	@Test
	void refusesSettingsOfTheTokenEndpointBesideASupplier() {
		assertThatIllegalStateException()
			.isThrownBy(() -> withSupplier().tokenEndpoint(URI.create("https://issuer.example.com/token")).build())
			.withMessage("A token endpoint and an access token supplier are both given: with a supplier, the client "
					+ "requests no tokens");
		assertThatIllegalStateException().isThrownBy(() -> withSupplier().scopes("tag.tags:view").build())
			.withMessageStartingWith("Scopes and an access token supplier are both given: ");
		assertThatIllegalStateException()
			.isThrownBy(() -> withSupplier().tokenParameter("audience", "https://tags.example.com").build())
			.withMessageStartingWith("Token parameters and an access token supplier are both given: ");
	}

	private static TagApiClientBuilder withSupplier() {
		return TagApiClient.builder(URI.create("https://tags.example.com")).accessToken(() -> "token");
	}

}
