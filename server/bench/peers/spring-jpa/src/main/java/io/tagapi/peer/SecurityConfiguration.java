package io.tagapi.peer;

import java.io.IOException;

import io.tagapi.peer.api.model.ErrorResponse;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	SecurityFilterChain security(HttpSecurity http, JsonMapper json) {
		BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
		return http.csrf((csrf) -> csrf.disable())
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, "/tags")
				.hasAnyAuthority("SCOPE_tag", "SCOPE_tag.tags:view")
				.anyRequest()
				.hasAnyAuthority("SCOPE_tag", "SCOPE_tag.tags:manage"))
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> {
			}).authenticationEntryPoint((request, response, ex) -> {
				challenge.commence(request, response, ex);
				send(json, response, Errors.body(HttpStatus.UNAUTHORIZED, ex.getMessage()));
			})
				.accessDeniedHandler((request, response, ex) -> send(json, response,
						Errors.body(HttpStatus.FORBIDDEN, ex.getMessage()))))
			.build();
	}

	@Bean
	JwtDecoder jwtDecoder(@Value("${ISSUER}") String issuer) {
		JwtTimestampValidator times = new JwtTimestampValidator();
		times.setAllowEmptyExpiryClaim(false);
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
		decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, new JwtIssuerValidator(issuer),
				new JwtAudienceValidator("tag-api")));
		return new CachingJwtDecoder(decoder);
	}

	private static void send(JsonMapper json, HttpServletResponse response, ErrorResponse error) throws IOException {
		response.setStatus(error.getResult());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		json.writeValue(response.getOutputStream(), error);
	}

}
