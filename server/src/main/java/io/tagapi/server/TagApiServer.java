package io.tagapi.server;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Starts the server. The authorization server is configured by the sandbox alone: in
 * production there is none.
 */
@SpringBootApplication(scanBasePackages = { "io.tagapi.server", "io.tagapi.api" },
		exclude = { OAuth2AuthorizationServerAutoConfiguration.class,
				OAuth2AuthorizationServerJwtAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class })
@ConfigurationPropertiesScan
public class TagApiServer {

	public static void main(String[] args) {
		SpringApplication.run(TagApiServer.class, args);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
