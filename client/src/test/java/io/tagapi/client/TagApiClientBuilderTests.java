package io.tagapi.client;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
	void refusesToBuildWithTwoWaysToGetTokens() {
		// given
		this.builder.clientCredentials("id", "secret").accessToken(() -> "token");

		// when, then
		assertThatIllegalStateException().isThrownBy(this.builder::build)
			.withMessage("Client credentials and an access token supplier are both given: only one can be used");
	}

}
