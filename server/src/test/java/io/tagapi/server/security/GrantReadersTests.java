package io.tagapi.server.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a token grants, by the settings.
 */
class GrantReadersTests {

	private static final String SPRING = "spring.security.oauth2.resourceserver.jwt.";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OAuth2ResourceServerAutoConfiguration.class))
		.withUserConfiguration(Readers.class);

	private static final Jwt TOKEN = Jwt.withTokenValue("token")
		.header("alg", "RS256")
		.issuer("https://login.example.com")
		.expiresAt(Instant.parse("2100-01-01T00:00:00Z"))
		.claim("scope", "tag")
		.claim("scp", List.of("tag.tags:view"))
		.claim("groups", "one;two")
		.claim("access", Map.of("roles", List.of("admin")))
		.claim("customer_ids", "acme")
		.build();

	@Test
	void scopesAreWhereMostIssuersPutThem() {
		this.runner.run((context) -> {
			AccessToken token = context.getBean(GrantReaders.class).convert(TOKEN);

			assertThat(token.scopes()).containsExactlyInAnyOrder("tag", "tag.tags:view");
			assertThat(token.scopeClaims()).isEqualTo("scope, scp");
			assertThat(token.customers()).containsExactly("acme");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ROLE_" })
	void settingsOfSpringBootAreHonoured(String prefix) {
		this.runner
			.withPropertyValues(SPRING + "authorities-claim-name=groups", SPRING + "authorities-claim-delimiter=;",
					SPRING + "authority-prefix=" + prefix)
			.run((context) -> {
				AccessToken token = context.getBean(GrantReaders.class).convert(TOKEN);

				assertThat(token.scopes()).contains("one", "two").doesNotContain("tag", "tag.tags:view");
				assertThat(token.scopeClaims()).isEqualTo("groups");
			});
	}

	@Test
	void expressionsOfSpringBootAreHonoured() {
		this.runner.withPropertyValues(SPRING + "authorities-claim-expressions=[access][roles]").run((context) -> {
			AccessToken token = context.getBean(GrantReaders.class).convert(TOKEN);

			assertThat(token.scopes()).containsExactly("admin");
			assertThat(token.scopeClaims()).isEqualTo("[access][roles]");
		});
	}

	@Test
	void ownSettingGoesBeforeThatOfSpringBoot() {
		this.runner
			.withPropertyValues(SPRING + "authorities-claim-name=groups", "tag-api.tokens.scope-claims=access.roles")
			.run((context) -> assertThat(context.getBean(GrantReaders.class).convert(TOKEN).scopes())
				.containsExactly("admin"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ ClaimProperties.class, TokenProperties.class })
	@Import(GrantReaders.class)
	static class Readers {

	}

}
