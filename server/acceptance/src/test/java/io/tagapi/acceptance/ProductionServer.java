package io.tagapi.acceptance;

import java.util.Map;

import io.tagapi.server.TagApiServer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The server as in production, in this JVM. The class path of the tests has the sandbox's
 * authorization server too, which configures nothing here.
 */
public final class ProductionServer {

	private ProductionServer() {
	}

	/**
	 * Starts the server on a free port.
	 * @param settings arguments of the command line
	 * @return the running server
	 */
	public static ConfigurableApplicationContext start(String... settings) {
		return application().run(settings);
	}

	/**
	 * The server before its start.
	 * @return the application, which may be changed
	 */
	public static SpringApplication application() {
		SpringApplication application = new SpringApplication(TagApiServer.class);
		application.setDefaultProperties(Map.of("server.port", "0", "spring.autoconfigure.exclude",
				OAuth2AuthorizationServerAutoConfiguration.class.getName() + ","
						+ OAuth2AuthorizationServerJwtAutoConfiguration.class.getName()));
		return application;
	}

}
