package io.tagapi.sandbox;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.error.ErrorResponseWriter;
import io.tagapi.server.http.limit.OperationPath;
import io.tagapi.server.security.AccessToken;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Admits tokens that may change the customer's tags to the sandbox's own operations. A
 * page of another origin has no token, so it cannot reset the sandbox of its visitor.
 */
@Configuration(proxyBeanMethods = false)
class SandboxSecurity {

	static final String OPERATIONS = "/sandbox/v1";

	/** They count for their customers as those of the API do. */
	@Bean
	OperationPath sandboxOperationPath() {
		return new OperationPath(OPERATIONS);
	}

	@Bean
	@Order(0)
	SecurityFilterChain sandboxOperations(HttpSecurity http, ErrorResponseWriter errors, JwtDecoder decoder,
			Converter<Jwt, AccessToken> grants) {
		AuthenticationEntryPoint rejection = (request, response, failure) -> {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
			errors.send(request, response, new ApiException(ErrorCode.AUTHORIZATION_FAIL, null));
		};
		return http.securityMatcher(OPERATIONS + "/**")
			.csrf((csrf) -> csrf.disable())
			.logout((logout) -> logout.disable())
			.requestCache((cache) -> cache.disable())
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests.anyRequest().hasAnyAuthority("tag", "tag.tags:manage"))
			.oauth2ResourceServer((server) -> server.authenticationEntryPoint(rejection)
				.jwt((jwt) -> jwt.decoder(decoder).jwtAuthenticationConverter(grants)))
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(rejection)
				.accessDeniedHandler((request, response, failure) -> errors.send(request, response,
						new ApiException(ErrorCode.FORBIDDEN_ACCESS,
								"the access token needs the scope tag or tag.tags:manage"))))
			.build();
	}

}
