package io.tagapi.sandbox;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The address of this sandbox on its machine. It also names the issuer of its tokens.
 */
@Component
class SandboxAddress {

	private final Environment environment;

	SandboxAddress(Environment environment) {
		this.environment = environment;
	}

	/**
	 * The address, with the port that the server has.
	 * @return such as {@code http://localhost:8080}
	 * @throws IllegalStateException as long as the server has no port
	 */
	String value() {
		return "http://localhost:" + this.environment.getRequiredProperty("local.server.port")
				+ this.environment.getProperty("server.servlet.context-path", "");
	}

}
