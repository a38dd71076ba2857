package io.tagapi.server;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * Starts the server, which needs the database and the token issuer of its operator.
 */
@SpringBootApplication(scanBasePackages = { "io.tagapi.server", "io.tagapi.api" })
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
