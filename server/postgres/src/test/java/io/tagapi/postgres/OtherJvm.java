package io.tagapi.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A server in a JVM of its own, which can be killed.
 */
final class OtherJvm {

	/**
	 * Tells a report from a line of the log.
	 */
	private static final String REPORT = "report: ";

	private OtherJvm() {
	}

	/**
	 * Starts a database, executes the statement, says how it went, and then waits to be
	 * killed.
	 */
	public static void main(String[] arguments) throws Exception {
		try {
			EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]));
			Databases.execute(postgres, arguments[2]);
			report("ready " + postgres.pid());
			Thread.currentThread().join();
		}
		catch (EmbeddedPostgresException ex) {
			report(ex.getMessage());
		}
	}

	private static void report(@Nullable String report) throws IOException {
		System.out.write((REPORT + report + "\n").getBytes(UTF_8));
		System.out.flush();
	}

	static Process start(Path dataDirectory, Path programsDirectory, String sql) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherJvm.class.getName()));
		command.addAll(List.of(dataDirectory.toString(), programsDirectory.toString(), sql));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	/**
	 * Waits for what the JVM has to say.
	 */
	static String report(Process jvm) {
		return jvm.inputReader(UTF_8)
			.lines()
			.filter((line) -> line.startsWith(REPORT))
			.findFirst()
			.orElse(REPORT + "none")
			.substring(REPORT.length());
	}

}
