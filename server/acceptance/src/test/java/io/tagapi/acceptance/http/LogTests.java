package io.tagapi.acceptance.http;

import java.net.http.HttpRequest.BodyPublishers;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must not be in the log.
 */
@AcceptanceTest
@ExtendWith(OutputCaptureExtension.class)
class LogTests {

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private final TestServer server;

	LogTests(@Autowired TestServer server) {
		this.server = server;
	}

	@Test
	void neitherTokensNorSecretsAreLoggedWhateverGoesWrong(CapturedOutput output) {
		String token = this.server.token();
		String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";

		this.server.send(this.server.request(TAGS).header("Authorization", "Bearer " + forged));
		this.server.send(this.server.request(TAGS + "&access_token=" + token));
		this.server.send(this.server.request("/ams/v1/oauth2/token")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers
				.ofString("grant_type=client_credentials&client_id=sandbox&client_secret=open-sesame")));
		this.server.database().sql("alter table tag rename to tag_away").update();
		try {
			assertThat(this.server.send(this.server.request(TAGS).header("Authorization", "Bearer " + token)).status())
				.isEqualTo(500);
		}
		finally {
			this.server.database().sql("alter table tag_away rename to tag").update();
		}

		assertThat(output).contains("failed with 500").doesNotContain(token, forged, "open-sesame");
	}

}
