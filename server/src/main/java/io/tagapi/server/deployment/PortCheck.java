package io.tagapi.server.deployment;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Stops the start with a port that no server can have, before anything is started. 0 is
 * any free port.
 */
class PortCheck implements EnvironmentPostProcessor, Ordered {

	static final String API = "server.port";

	static final String MANAGEMENT = "management.server.port";

	/** Spring Boot has no management port then. */
	private static final int NONE = -1;

	private static final int MAX = 65_535;

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		check(environment, API, 0);
		check(environment, MANAGEMENT, NONE);
	}

	private static void check(Environment environment, String setting, int min) {
		@Nullable String port = environment.getProperty(setting);
		if (port != null && !isBetween(min, port)) {
			throw new InvalidSettingException("The setting " + setting + " cannot be \"" + port
					+ "\": it has to be a number from 0 to " + MAX + ".", null);
		}
	}

	private static boolean isBetween(int min, String text) {
		try {
			int port = Integer.parseInt(text);
			return port >= min && port <= MAX;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
