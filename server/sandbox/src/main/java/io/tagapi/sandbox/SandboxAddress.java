package io.tagapi.sandbox;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The address of this sandbox. It also names the issuer of its tokens.
 */
@Component
class SandboxAddress {

	private final Environment environment;

	private final SandboxProperties properties;

	SandboxAddress(Environment environment, SandboxProperties properties) {
		this.environment = environment;
		this.properties = properties;
	}

	/**
	 * The address of the settings or, on its own machine, with the port that the server
	 * has.
	 * @return such as {@code http://localhost:8080}
	 * @throws IllegalStateException as long as the server has no port
	 */
	String value() {
		if (this.properties.address() != null) {
			return this.properties.address().toString().replaceAll("/$", "");
		}
		return "http://localhost:" + this.environment.getRequiredProperty("local.server.port")
				+ this.environment.getProperty("server.servlet.context-path", "");
	}

}
