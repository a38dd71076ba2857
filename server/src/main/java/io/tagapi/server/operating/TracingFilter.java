package io.tagapi.server.operating;

import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out what makes traces, unless an address to send them to is set. Observations of
 * each request, by Spring MVC and Spring Security, cost a tenth of a small one;
 * operations are timed by a filter instead.
 */
class TracingFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final String ADDRESS = "management.opentelemetry.tracing.export.otlp.endpoint";

	private @Nullable Environment environment;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
		boolean isTracing = Objects.requireNonNull(this.environment).containsProperty(ADDRESS);
		boolean[] matches = new boolean[autoConfigurations.length];
		for (int i = 0; i < matches.length; i++) {
			@Nullable String name = autoConfigurations[i];
			matches[i] = isTracing || name == null
					|| Stream.of("micrometer.observation", "micrometer.tracing", "opentelemetry")
						.noneMatch((module) -> name.startsWith("org.springframework.boot." + module + "."));
		}
		return matches;
	}

}
