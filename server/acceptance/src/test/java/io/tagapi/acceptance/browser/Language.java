package io.tagapi.acceptance.browser;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The languages of the code samples, and how to run one. Where a language is missing its
 * test is skipped, unless the environment variable {@code REQUIRE_BROWSER} is
 * {@code true}.
 */
enum Language {

	CURL("curl", "sample.sh"), PYTHON("Python", "sample.py"), TYPESCRIPT("TypeScript", "sample.mjs"),
	GO("Go", "sample.go"), JAVA("Java", "Sample.java");

	private final String label;

	private final String fileName;

	Language(String label, String fileName) {
		this.label = label;
		this.fileName = fileName;
	}

	private List<String> command() {
		return switch (this) {
			case CURL -> List.of("bash");
			case PYTHON -> List.of("python3");
			case TYPESCRIPT -> List.of("node");
			case GO -> List.of("go", "run");
			case JAVA -> List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		};
	}

	String label() {
		return this.label;
	}

	void requireTools() {
		Path program = Path.of(command().getFirst());
		boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory).resolve(program))
			.anyMatch(Files::isExecutable);
		assumeTrue(there || "true".equals(System.getenv("REQUIRE_BROWSER")), () -> "No " + this.label);
	}

	/** Runs a program and gives back what it has printed. */
	String run(String program, Path directory, String token) throws IOException, InterruptedException {
		Path file = Files.writeString(directory.resolve(this.fileName), program);
		ProcessBuilder builder = new ProcessBuilder(
				Stream.concat(command().stream(), Stream.of(file.toString())).toList());
		builder.environment().put("TOKEN", token);
		builder.environment().put("PYTHONIOENCODING", "utf-8");
		builder.environment().put("JAVA_TOOL_OPTIONS", "-Dstdout.encoding=UTF-8");
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

}
