package io.tagapi.server.security;

import java.time.Duration;

import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/**
 * How long a request may wait for the token issuer, which is asked for its keys now and
 * then. Spring Security would wait half a minute.
 */
@Configuration(proxyBeanMethods = false)
class IssuerTimeLimits {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	@Bean
	JwkSetUriJwtDecoderBuilderCustomizer issuerTimeLimit() {
		SimpleClientHttpRequestFactory connections = new SimpleClientHttpRequestFactory();
		connections.setConnectTimeout(LIMIT);
		connections.setReadTimeout(LIMIT);
		return (builder) -> builder.restOperations(new RestTemplate(connections));
	}

}
