package io.tagapi.sandbox;

import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tagapi.postgres.EmbeddedPostgres;
import io.tagapi.server.documents.ContentSecurityPolicy;
import io.tagapi.server.documents.Page;
import io.tagapi.server.documents.PageNotice;
import io.tagapi.server.documents.TokenFlow;
import io.tagapi.server.documents.TokenFlowSource;
import io.tagapi.server.documents.TokenFlows;
import io.tagapi.server.http.error.ErrorResponseWriter;
import io.tagapi.server.security.ClaimProperties;

import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The sandbox's own token issuer: Spring's authorization server, at the address that the
 * contract names.
 */
@Configuration(proxyBeanMethods = false)
class SandboxTokens {

	static final String ENDPOINTS = "/ams/v1/oauth2";

	private static final String AUTHORIZATION = ENDPOINTS + "/authorize";

	private static final String HOME = "/";

	private static final OAuth2Error REVOKED = new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN,
			"The token has been revoked", null);

	private final SandboxAddress issuer;

	private final String audience;

	private final String customerClaim;

	SandboxTokens(SandboxAddress issuer, OAuth2ResourceServerProperties resourceServer, ClaimProperties claims) {
		this.issuer = issuer;
		this.audience = resourceServer.getJwt().getAudiences().getFirst();
		this.customerClaim = claims.customerClaim();
	}

	/**
	 * Only a logged-in person has a session. What is before that, the browser keeps.
	 */
	@Bean
	@Order(0)
	SecurityFilterChain tokenSecurity(HttpSecurity http, ErrorResponseWriter errors, ContentSecurityPolicy policy,
			RegisteredClientRepository clients) {
		TokenErrors tokenErrors = new TokenErrors(errors);
		RequestMatcher authorization = PathPatternRequestMatcher.withDefaults().matcher(AUTHORIZATION);
		RequestMatcher login = PathPatternRequestMatcher.withDefaults().matcher(LoginPage.PATH);
		AuthenticationEntryPoint toLogin = new LoginUrlAuthenticationEntryPoint(LoginPage.PATH);
		CookieCsrfTokenRepository loginForms = new CookieCsrfTokenRepository();
		loginForms.setCookieName("TAG_API_SANDBOX_LOGIN");
		SimpleUrlAuthenticationFailureHandler backToLogin = new SimpleUrlAuthenticationFailureHandler(
				LoginPage.PATH + "?" + LoginPage.FAILED);
		backToLogin.setAllowSessionCreation(false);
		http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(new OrRequestMatcher(server.getEndpointsMatcher(), login));
			server.clientAuthentication((client) -> client.errorResponseHandler(tokenErrors));
			server.tokenEndpoint((endpoint) -> endpoint.errorResponseHandler(tokenErrors));
			server.authorizationServerMetadataEndpoint((endpoint) -> endpoint
				.authorizationServerMetadataCustomizer((metadata) -> metadata.issuer(this.issuer.value())));
		});
		return http.addFilterBefore(new AuthorizationLength(AUTHORIZATION), CsrfFilter.class)
			.addFilterBefore(new AuthorizationErrors(AUTHORIZATION, clients, errors), CsrfFilter.class)
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(login).permitAll().anyRequest().authenticated())
			.formLogin((form) -> form.loginPage(LoginPage.PATH).defaultSuccessUrl(HOME).failureHandler(backToLogin))
			.csrf((csrf) -> csrf.csrfTokenRepository(loginForms))
			.headers((headers) -> headers.addHeaderWriter(policy))
			.logout((logout) -> logout.disable())
			.requestCache((cache) -> cache.requestCache(new InterruptedRequests(AUTHORIZATION)))
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(
					(request, response, failure) -> (authorization.matches(request) ? toLogin : tokenErrors)
						.commence(request, response, failure)))
			.build();
	}

	@Bean
	UserDetailsService sandboxUsers() {
		return new InMemoryUserDetailsManager(
				User.withUsername(LoginPage.USER).password(PublicSecrets.SECRET).authorities(List.of()).build());
	}

	@Bean
	TokenFlowSource sandboxFlows() {
		TokenFlows flows = new TokenFlows(TokenFlow.ofContract(SandboxClient.BROWSER.id()),
				TokenFlow.ofContract(SandboxClient.SANDBOX.id()));
		return () -> flows;
	}

	@Bean
	PageNotice sandboxNoticeOnPage() {
		return new PageNotice(Page.named("sandbox.html"));
	}

	@Bean
	AuthorizationServerSettings authorizationServerSettings() {
		return AuthorizationServerSettings.builder()
			.authorizationEndpoint(AUTHORIZATION)
			.tokenEndpoint(ENDPOINTS + "/token")
			.tokenIntrospectionEndpoint(ENDPOINTS + "/introspect")
			.tokenRevocationEndpoint(ENDPOINTS + "/revoke")
			.jwkSetEndpoint(ENDPOINTS + "/jwks")
			.build();
	}

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> sandboxClaims(SandboxClients clients) {
		return (context) -> context.getClaims()
			.issuer(this.issuer.value())
			.audience(List.of(this.audience))
			.claim("client_id", context.getRegisteredClient().getClientId())
			.claim(this.customerClaim, clients.customersOf(context.getRegisteredClient().getClientId()));
	}

	/** The data directory belongs to this server once its database has started. */
	@Bean
	JWKSource<SecurityContext> signingKeys(SandboxProperties properties, EmbeddedPostgres owner) {
		return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(properties.dataDir())));
	}

	@Bean
	JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, List<OAuth2TokenValidator<Jwt>> validators,
			RecentAuthorizations authorizations) {
		NimbusJwtDecoder decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
		List<OAuth2TokenValidator<Jwt>> all = new ArrayList<>(validators);
		all.add((token) -> new JwtIssuerValidator(this.issuer.value()).validate(token));
		all.add(new JwtAudienceValidator(this.audience));
		all.add((token) -> authorizations.isRevoked(token.getTokenValue()) ? OAuth2TokenValidatorResult.failure(REVOKED)
				: OAuth2TokenValidatorResult.success());
		decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(all));
		return decoder;
	}

}
