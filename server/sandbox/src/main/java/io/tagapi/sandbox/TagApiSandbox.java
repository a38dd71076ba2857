package io.tagapi.sandbox;

import io.tagapi.server.TagApiServer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/**
 * Starts the sandbox: the server with a database, a token issuer and demo data of its
 * own, for laptops and for tests.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(TagApiServer.class)
@PropertySource("classpath:sandbox.properties")
public class TagApiSandbox {

	public static void main(String[] args) {
		SpringApplication.run(TagApiSandbox.class, args);
	}

}
