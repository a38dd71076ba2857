package io.tagapi.server.security;

import java.time.Duration;

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
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets in whoever has a valid access token with a scope of the operation. Everything
 * outside the API's base path is open: the documents and the health, for anybody;
 * anything else is 404.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

	@Bean
	@Order(1)
	SecurityFilterChain apiSecurity(HttpSecurity http, SecurityErrors errors, JwtDecoder decoder,
			ObjectProvider<Ticker> ticker, @Value("${tag-api.base-path}") String basePath) {
		KnownTokens tokens = new KnownTokens(new ProviderManager(new JwtAuthenticationProvider(decoder)),
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

	/** Without this bean, tokens that never expire would be let in. */
	@Bean
	JwtTimestampValidator accessTokenTimes() {
		JwtTimestampValidator validator = new JwtTimestampValidator(CLOCK_SKEW);
		validator.setAllowEmptyExpiryClaim(false);
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
