package io.tagapi.acceptance.contract;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the server serves besides the API. None of it needs a token.
 */
@AcceptanceTest
class DocumentTests {

	private final TestServer server;

	DocumentTests(@Autowired TestServer server) {
		this.server = server;
	}

	@Test
	void theContractIsServedAsItIs() throws Exception {
		Response response = this.server.send(this.server.request("/openapi.yaml"));

		assertThat(response.body()).isEqualTo(Files.readString(Path.of("../../spec/openapi.yaml")));
		assertThat(response.header("Content-Type")).contains("application/yaml");
	}

	@Test
	void aBrowserShowsTheContractAsText() throws Exception {
		Response response = this.server
			.send(this.server.request("/openapi.yaml").header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));

		assertThat(response.body()).isEqualTo(Files.readString(Path.of("../../spec/openapi.yaml")));
		assertThat(response.header("Content-Type")).contains("text/plain;charset=UTF-8");
		assertThat(response.header("Vary")).contains("Accept");
	}

	@Test
	void theContractIsServedAsJsonToo() {
		Response response = this.server.send(this.server.request("/openapi.json"));

		assertThat(JsonMapper.shared().readTree(response.body())).isEqualTo(ContractOperation.CONTRACT);
		assertThat(response.header("Content-Type")).contains("application/json");
	}

	@Test
	void thereIsAnIconForDocumentsThatNameNone() {
		assertThat(this.server.send(this.server.request("/favicon.ico")).header("Location"))
			.contains("/assets/icon.svg");
		assertThat(this.server.send(this.server.request("/assets/icon.svg")).header("Content-Type"))
			.contains("image/svg+xml");
	}

	@Test
	void thereAreNoOtherGuides() {
		this.server.send(this.server.request("/guides/printers")).isNotFound("there is nothing at this path");
	}

	@ParameterizedTest
	@CsvSource({ "/, /swagger-ui.html", "/swagger-ui.html, /swagger-ui/index.html", "/swagger-ui, /swagger-ui.html",
			"/swagger-ui/, /swagger-ui.html", "/guides, /guides/errors", "/guides/, /guides/errors" })
	void visitorsAreLedToSwaggerUi(String path, String location) {
		Response response = this.server.send(this.server.request(path));

		assertThat(response.status()).isEqualTo(302);
		assertThat(response.header("Location")).contains(location);
	}

	@Test
	void swaggerUiShowsTheServedContract() {
		assertThat(this.server.send(this.server.request("/swagger-ui/index.html")).body())
			.contains("<title>Tag API</title>", "This is a sandbox");
		assertThat(this.server.send(this.server.request("/v3/api-docs/swagger-config")).json()).containsEntry("url",
				"/openapi.yaml");
	}

	@Test
	void largeFilesOfTheUiAreCompressedAndKeptByBrowsers() throws Exception {
		HttpRequest.Builder bundle = this.server.request("/swagger-ui/swagger-ui-bundle.js");
		HttpResponse<byte[]> whole = bytes(bundle);
		HttpResponse<byte[]> compressed = bytes(bundle.header("Accept-Encoding", "gzip"));

		assertThat(whole.headers().firstValue("Content-Encoding")).isEmpty();
		assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
		assertThat(compressed.headers().allValues("Vary")).contains("Accept-Encoding");
		assertThat(compressed.headers().firstValue("Cache-Control")).contains("no-cache");
		assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
			.isEqualTo(whole.body());
		String modified = compressed.headers().firstValue("Last-Modified").orElseThrow();
		assertThat(bytes(bundle.header("If-Modified-Since", modified)).statusCode()).isEqualTo(304);
	}

	private static HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(request.build(), BodyHandlers.ofByteArray());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/swagger-ui/index.html", "/swagger-ui/oauth2-redirect.html", "/ams/v1/oauth2/login",
			"/guides/errors" })
	void pagesMayRunNothingButTheirOwnScripts(String path) {
		Response response = this.server.send(this.server.request(path));

		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Security-Policy").orElseThrow())
			.contains("default-src 'none'; script-src 'self'; style-src 'self';", "frame-ancestors 'none'")
			.doesNotContain("unsafe");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v3/api-docs", "/v3/api-docs.yaml" })
	void noDocumentIsMadeFromTheCode(String path) {
		this.server.send(this.server.request(path)).isNotFound("there is nothing at this path");
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/health/liveness", "/actuator/health/readiness" })
	void healthIsOpenAndTellsNoDetails(String path) {
		Response response = this.server.send(this.server.request(path));

		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
	}

}
