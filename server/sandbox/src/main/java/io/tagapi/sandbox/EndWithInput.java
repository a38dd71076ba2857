package io.tagapi.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * Ends a sandbox that a program has started for itself: when that program ends, however
 * it does, the pipe to the sandbox's standard input is closed. A sandbox that is still
 * starting ends after its start.
 */
class EndWithInput implements EnvironmentPostProcessor, Ordered {

	private static final String SETTING = "tag-api.sandbox.end-with-input";

	private static final String DATA_DIR = "tag-api.sandbox.data-dir";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!application.getAllSources().contains(TagApiSandbox.class)
				|| !Binder.get(environment).bind(SETTING, Boolean.class).orElse(false)) {
			return;
		}
		if (!environment.containsProperty(DATA_DIR)) {
			Path data = temporaryDirectory();
			environment.getPropertySources()
				.addLast(new MapPropertySource("temporary data", Map.of(DATA_DIR, data.toString())));
			SpringApplication.getShutdownHandlers().add(() -> delete(data));
		}
		Thread.ofPlatform().daemon().name("end-with-input").start(EndWithInput::awaitEndOfInput);
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("tag-api-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path data) {
		try {
			FileSystemUtils.deleteRecursively(data);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void awaitEndOfInput() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// An input that cannot be read has ended as well.
		}
		System.exit(0);
	}

	/** After the files with settings have been read. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
