package io.tagapi.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the server.
 */
@SpringBootApplication(scanBasePackages = { "io.tagapi.server", "io.tagapi.api" })
public class TagApiServer {

	public static void main(String[] args) {
		SpringApplication.run(TagApiServer.class, args);
	}

}
