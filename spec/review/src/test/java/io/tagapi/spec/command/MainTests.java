package io.tagapi.spec.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MainTests {

	@Test
	void unexpectedExceptionFailsTheGate() throws IOException, InterruptedException {
		Process review = review("gate", "../openapi.yaml", "../openapi.yaml");

		// Without the libraries beside the jar, a class of theirs is not found.
		assertThat(review.inputReader().readAllAsString()).contains("NoClassDefFoundError");
		assertThat(review.waitFor()).isEqualTo(2);
	}

	@Test
	void unknownCommandIsRefused() throws IOException, InterruptedException {
		Process review = review("gates");

		assertThat(review.inputReader().readAllAsString()).startsWith("There is no command gates.");
		assertThat(review.waitFor()).isEqualTo(1);
	}

	private static Process review(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", "target/classes",
						"io.tagapi.spec.command.Main"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

}
