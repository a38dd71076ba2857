package io.tagapi.server.security;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tagapi.server.documents.ContentSecurityPolicy;
import io.tagapi.server.http.error.ErrorResponseWriter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Grants requests that have a valid access token with a scope of the operation.
 * Everything outside the API's base path is open: the documents and the health, for
 * anybody; anything else is 404.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	@Order(1)
	SecurityFilterChain apiSecurity(HttpSecurity http, SecurityErrors errors, JwtDecoder decoder, GrantReaders grants,
			ObjectProvider<Ticker> ticker, @Value("${tag-api.base-path}") String basePath) {
		JwtAuthenticationProvider validation = new JwtAuthenticationProvider(new ExplainingJwtDecoder(decoder));
		validation.setJwtAuthenticationConverter(grants);
		CachingAuthenticationManager tokens = new CachingAuthenticationManager(new ProviderManager(validation),
				ticker.getIfAvailable(Ticker::systemTicker));
		return stateless(http).securityMatcher(basePath + "/**")
			.authorizeHttpRequests(
					(requests) -> requests.anyRequest().access(new ScopeAuthorization(new ContractScopes(basePath))))
			.oauth2ResourceServer((server) -> server.authenticationEntryPoint(errors)
				.accessDeniedHandler(errors)
				.bearerTokenResolver(tokens)
				.jwt((jwt) -> jwt.authenticationManager(tokens)))
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(errors).accessDeniedHandler(errors))
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain openSecurity(HttpSecurity http, ContentSecurityPolicy policy) {
		return stateless(http).headers((headers) -> headers.addHeaderWriter(policy))
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	private static HttpSecurity stateless(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable())
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache((cache) -> cache.disable())
			.logout((logout) -> logout.disable());
	}

	/** Without this bean, tokens that never expire would be accepted. */
	@Bean
	JwtTimestampValidator accessTokenTimes(TokenProperties properties) {
		JwtTimestampValidator validator = new JwtTimestampValidator(properties.clockSkew());
		validator.setAllowEmptyExpiryClaim(false);
		return validator;
	}

	/** By RFC 9068, and as most issuers still name it. */
	@Bean
	JwtTypeValidator accessTokenTypes() {
		JwtTypeValidator validator = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
		validator.setAllowEmpty(true);
		return validator;
	}

	/**
	 * Methods that nobody has heard of are not malformed: they end as 405, like other
	 * wrong ones. The characters of headers are left to Tomcat, which has read them: to
	 * match an access token against a pattern again and again costs as much as its cache
	 * saves.
	 */
	@Bean
	HttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		firewall.setAllowedHeaderValues((value) -> true);
		return firewall;
	}

	@Bean
	RequestRejectedHandler requestRejectedHandler(ErrorResponseWriter errors) {
		return errors::send;
	}

}
