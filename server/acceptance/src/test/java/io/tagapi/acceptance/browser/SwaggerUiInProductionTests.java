package io.tagapi.acceptance.browser;

import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import io.tagapi.acceptance.ProductionServer;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.acceptance.TestServer;
import io.tagapi.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Swagger UI of a server whose tokens come from the issuer of its operator.
 */
@BrowserTest
class SwaggerUiInProductionTests {

	@TempDir
	static Path directory;

	@Test
	void peopleLogInAtTheIssuer() throws Exception {
		try (var issuer = TestIssuer.start();
				var database = EmbeddedPostgres.start(directory.resolve("database"), Path.of("target/postgresql"));
				var server = ProductionServer.start("--server.port=0", "--spring.datasource.url=" + database.jdbcUrl(),
						"--spring.datasource.username=" + database.username(),
						"--spring.datasource.password=" + database.password(),
						"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address(),
						"--tag-api.swagger-ui.client-id=tags-ui", "--tag-api.swagger-ui.scope-prefix=api://tags/",
						"--tag-api.swagger-ui.parameters.audience=https://tags.example.com");
				var browser = Browser.start()) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
			try (SwaggerUi ui = browser.visit(http, new NewContextOptions()).trust(issuer.address())) {
				ui.open("/");
				assertThat(ui.page().locator("body")).not().containsText("This is a sandbox");

				ui.logIn().click();
				assertThat(ui.flow("clientCredentials")).hasCount(0);
				assertThat(ui.flow("authorizationCode")).containsText(issuer.address() + "/authorize");
				SwaggerUi.photograph(ui.page(), "production-dialog");
				SwaggerUi.authorize(ui.flow("authorizationCode"));
				assertThat(ui.loggedIn()).isVisible();
				assertThat(issuer.login()).containsEntry("audience", "https://tags.example.com")
					.containsEntry("scope", "api://tags/tag");

				Locator list = ui.operation("List", "listTags");
				list.locator("tr[data-param-name='customerId'] input").fill("acme");
				assertThat(ui.execute(list).status()).isEqualTo(200);
				ui.hasNoComplaints();
			}
			assertThat(http.send(http.request("/openapi.yaml")).body())
				.isEqualTo(Files.readString(Path.of("../../spec/openapi.yaml")));
		}
	}

}
