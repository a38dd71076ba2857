package io.tagapi.server.deployment;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Adds the defaults that only the sandbox has. They come last, so any setting overrides
 * them.
 */
class DeploymentDefaults implements EnvironmentPostProcessor, Ordered {

	private static final Map<String, Object> SANDBOX = Map.of("server.address", "127.0.0.1", "tag-api.customers",
			"demo,acme");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (Deployment.of(environment) == Deployment.SANDBOX) {
			environment.getPropertySources().addLast(new MapPropertySource("sandboxDefaults", SANDBOX));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
