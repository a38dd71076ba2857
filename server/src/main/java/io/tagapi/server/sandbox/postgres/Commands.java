package io.tagapi.server.sandbox.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.sun.security.auth.module.UnixSystem;

/**
 * Runs PostgreSQL's programs, which refuse to be run by root: in a user namespace of
 * their own, root is nobody in particular, but still the owner of its files.
 */
final class Commands {

	private static final List<String> OWN_USER_NAMESPACE = List.of("unshare", "-U");

	private final Programs programs;

	private final List<String> prefix;

	private Commands(Programs programs, List<String> prefix) {
		this.programs = programs;
		this.prefix = prefix;
	}

	static Commands of(Programs programs) {
		if (new UnixSystem().getUid() != 0) {
			return new Commands(programs, List.of());
		}
		return forRoot(programs, OWN_USER_NAMESPACE);
	}

	static Commands forRoot(Programs programs, List<String> prefix) {
		List<String> probe = new ArrayList<>(prefix);
		probe.add("true");
		if (!run(new ProcessBuilder(probe)).successful()) {
			throw new EmbeddedPostgresException("PostgreSQL does not run as root, and \"" + String.join(" ", prefix)
					+ "\" is refused here: run the server as an ordinary user, or configure spring.datasource.url");
		}
		return new Commands(programs, prefix);
	}

	/**
	 * Prepares the start of a program, without the settings that the environment may hold
	 * for other servers.
	 */
	ProcessBuilder program(List<String> launcher, String name, List<String> arguments) {
		List<String> command = new ArrayList<>(this.prefix);
		command.addAll(launcher);
		command.add(this.programs.executable(name));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().keySet().removeIf((variable) -> variable.startsWith("PG"));
		builder.environment().put("LC_ALL", "C");
		return builder;
	}

	Result run(String name, String... arguments) {
		return run(program(List.of(), name, List.of(arguments)));
	}

	private static Result run(ProcessBuilder builder) {
		try {
			Process process = builder.redirectErrorStream(true).start();
			String output = process.inputReader().readAllAsString();
			return new Result(process.onExit().join().exitValue(), output);
		}
		catch (IOException ex) {
			return new Result(-1, ex.toString());
		}
	}

	/**
	 * The last lines of a program's output, where it says why it failed, as a part of a
	 * sentence.
	 */
	static String lastLines(String output) {
		List<String> lines = output.lines().map(String::strip).filter((line) -> !line.isEmpty()).toList();
		return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
	}

	/**
	 * How a program ended.
	 *
	 * @param status the exit status
	 * @param output what it wrote
	 */
	record Result(int status, String output) {

		boolean successful() {
			return this.status == 0;
		}

	}

}
