package io.tagapi.sandbox;

import java.util.List;

import io.tagapi.server.deployment.InvalidSettingException;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Rejects settings of production, which would have no effect: an operator who sets them
 * must not get public credentials.
 */
class SandboxSettingsCheck implements EnvironmentPostProcessor, Ordered {

	private static final List<String> SETTINGS = List.of("spring.datasource.url",
			"spring.security.oauth2.resourceserver.jwt.issuer-uri", "tag-api.database.citus");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!application.getAllSources().contains(TagApiSandbox.class)) {
			return;
		}
		SETTINGS.stream().filter(environment::containsProperty).findFirst().ifPresent((setting) -> {
			throw new InvalidSettingException("The setting " + setting
					+ " is for production, and this is the sandbox: run tag-api-server instead, or remove the setting.",
					null);
		});
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
