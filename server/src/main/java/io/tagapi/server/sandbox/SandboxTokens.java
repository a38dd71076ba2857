package io.tagapi.server.sandbox;

import java.util.Arrays;
import java.util.List;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tagapi.server.deployment.ConditionalOnSandbox;
import io.tagapi.server.error.ErrorAnswer;
import io.tagapi.server.sandbox.postgres.EmbeddedPostgres;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The sandbox's own token issuer: Spring's authorization server, at the address that the
 * contract names.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSandbox
class SandboxTokens {

	private static final String ENDPOINTS = "/ams/v1/oauth2";

	private final String issuer;

	private final String audience;

	private final String customerClaim;

	SandboxTokens(@Value("http://localhost:${server.port:8080}") String issuer,
			@Value("${spring.security.oauth2.resourceserver.jwt.audiences}") List<String> audiences,
			@Value("${tag-api.customer-claim:customer_ids}") String customerClaim) {
		this.issuer = issuer;
		this.audience = audiences.getFirst();
		this.customerClaim = customerClaim;
	}

	@Bean
	@Order(0)
	SecurityFilterChain tokenSecurity(HttpSecurity http, ErrorAnswer errors) {
		TokenErrors tokenErrors = new TokenErrors(errors);
		http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			server.clientAuthentication((client) -> client.errorResponseHandler(tokenErrors));
			server.tokenEndpoint((endpoint) -> endpoint.errorResponseHandler(tokenErrors));
		});
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache((cache) -> cache.disable())
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(tokenErrors))
			.build();
	}

	@Bean
	AuthorizationServerSettings authorizationServerSettings() {
		return AuthorizationServerSettings.builder()
			.issuer(this.issuer)
			.authorizationEndpoint(ENDPOINTS + "/authorize")
			.tokenEndpoint(ENDPOINTS + "/token")
			.tokenIntrospectionEndpoint(ENDPOINTS + "/introspect")
			.tokenRevocationEndpoint(ENDPOINTS + "/revoke")
			.jwkSetEndpoint(ENDPOINTS + "/jwks")
			.build();
	}

	@Bean
	RegisteredClientRepository sandboxClients() {
		return new InMemoryRegisteredClientRepository(
				Arrays.stream(SandboxClient.values()).map(SandboxClient::register).toArray(RegisteredClient[]::new));
	}

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> sandboxClaims() {
		return (context) -> context.getClaims()
			.audience(List.of(this.audience))
			.claim(this.customerClaim, SandboxClient.of(context.getRegisteredClient().getClientId()).customers());
	}

	/** The data directory belongs to this server once its database has started. */
	@Bean
	JWKSource<SecurityContext> signingKeys(SandboxProperties properties, EmbeddedPostgres owner) {
		return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(properties.dataDir())));
	}

	@Bean
	JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, OAuth2TokenValidator<Jwt> accessTokenTimes) {
		NimbusJwtDecoder decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
		decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(List.of(accessTokenTimes,
				new JwtIssuerValidator(this.issuer), new JwtAudienceValidator(this.audience))));
		return decoder;
	}

}
