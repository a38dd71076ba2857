package io.tagapi.sandbox;

import java.util.Map;

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

	/**
	 * On a terminal, what needs reading would be lost in what the libraries have to say.
	 */
	private static final Map<String, Object> QUIET = Map.of("logging.level.root", "warn", "logging.level.io.tagapi",
			"info", "logging.level.org.springframework.boot.tomcat", "info");

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(TagApiSandbox.class);
		application.setDefaultProperties(QUIET);
		application.run(args);
	}

}
