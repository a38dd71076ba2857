package io.tagapi.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.sun.security.auth.module.UnixSystem;

/**
 * Runs PostgreSQL's programs, which refuse to be run by root, or by a user without a
 * name, as some containers have it: in a user namespace of their own, either maps to an
 * unprivileged user, but still the owner of its files.
 */
final class Commands {

	private static final List<String> OWN_USER_NAMESPACE = List.of("unshare", "-U");

	/** What the JVM calls a user that the system has no name for. */
	private static final String NO_NAME = "?";

	private static final Pattern COMPLAINT = Pattern.compile("error:|ERROR:|FATAL:|PANIC:|HINT:|could not");

	private final Programs programs;

	private final List<String> prefix;

	private Commands(Programs programs, List<String> prefix) {
		this.programs = programs;
		this.prefix = prefix;
	}

	static Commands of(Programs programs) {
		UnixSystem user = new UnixSystem();
		if (user.getUid() == 0) {
			return inNamespace(programs, OWN_USER_NAMESPACE, "as root");
		}
		if (NO_NAME.equals(System.getProperty("user.name"))) {
			return inNamespace(programs, OWN_USER_NAMESPACE,
					"as the user id " + user.getUid() + ", which has no name in /etc/passwd");
		}
		return new Commands(programs, List.of());
	}

	static Commands inNamespace(Programs programs, List<String> prefix, String user) {
		List<String> probe = new ArrayList<>(prefix);
		probe.add("true");
		if (!run(new ProcessBuilder(probe)).successful()) {
			throw new EmbeddedPostgresException(
					"PostgreSQL does not run " + user + ", and \"" + String.join(" ", prefix)
							+ "\" is refused here: run it as a user other than root, with a name in /etc/passwd,"
							+ " or allow user namespaces");
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
	 * Why a program failed, as a part of a sentence: the last complaints in its output,
	 * or else its last lines.
	 */
	static String complaint(String output) {
		List<String> lines = output.lines().map(String::strip).filter(Predicate.not(String::isEmpty)).toList();
		List<String> complaints = lines.stream().filter(COMPLAINT.asPredicate()).toList();
		List<String> quoted = complaints.isEmpty() ? lines : complaints;
		return String.join(" | ", quoted.subList(Math.max(0, quoted.size() - 4), quoted.size()));
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
