package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server as it is delivered, in a JVM of its own with a small heap. That JVM ends
 * when its memory does.
 */
final class PackagedServer implements AutoCloseable {

	/** The settings of a port of its own for the health, as operators are told to. */
	static final List<String> MANAGEMENT_PORT = List.of("--management.server.address=127.0.0.1",
			"--management.server.port=0");

	private static final Duration START_LIMIT = Duration.ofMinutes(3);

	private static final Pattern STARTED = Pattern
		.compile("Tomcat started on port (\\d+)(?:[\\s\\S]*Tomcat started on port (\\d+))?[\\s\\S]*Started TagApiS");

	private static final Pattern FAILURE = Pattern
		.compile("\\S+ +ERROR .*|([a-z]\\w*\\.)+\\w*(Exception|Error)\\b.*|.*OutOfMemoryError.*");

	private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

	private final String name;

	private final Process jvm;

	private final Path log;

	private final URI address;

	private final URI healthAddress;

	private PackagedServer(String name, Process jvm, Path log, URI address, URI healthAddress) {
		this.name = name;
		this.jvm = jvm;
		this.log = log;
		this.address = address;
		this.healthAddress = healthAddress;
	}

	/**
	 * Starts the program that the system property {@code server.jar} or
	 * {@code sandbox.jar} names, and waits until it serves.
	 */
	static PackagedServer start(String program, Path directory, List<String> settings)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(program("java"), "-Xmx512m", "-XX:+ExitOnOutOfMemoryError",
				"-jar", System.getProperty(program + ".jar"), "--server.address=127.0.0.1", "--server.port=0"));
		command.addAll(settings);
		Path log = Files.createTempFile(directory, program, ".log");
		Process jvm = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		Instant limit = Instant.now().plus(START_LIMIT);
		while (true) {
			Matcher started = STARTED.matcher(Files.readString(log));
			if (started.find()) {
				@Nullable String managementPort = started.group(2);
				return new PackagedServer(program, jvm, log, localAddress(started.group(1)),
						localAddress((managementPort != null) ? managementPort : started.group(1)));
			}
			boolean over = jvm.waitFor(100, TimeUnit.MILLISECONDS) || Instant.now().isAfter(limit);
			if (over) {
				jvm.destroy();
			}
			assertThat(over).as("The %s has not started. Its log: %s", program, Files.readString(log)).isFalse();
		}
	}

	private static URI localAddress(String port) {
		return URI.create("http://127.0.0.1:" + port);
	}

	private static String program(String name) {
		return Path.of(System.getProperty("java.home"), "bin", name).toString();
	}

	String name() {
		return this.name;
	}

	URI address() {
		return this.address;
	}

	URI healthAddress() {
		return this.healthAddress;
	}

	/** The size of the log in bytes. */
	long logSize() throws IOException {
		return Files.size(this.log);
	}

	/** The errors and the first lines of stack traces, from a position of the log on. */
	List<String> failuresLogged(long from) throws IOException {
		byte[] log = Files.readAllBytes(this.log);
		String recent = new String(log, (int) from, log.length - (int) from, StandardCharsets.UTF_8);
		return recent.lines().filter((line) -> FAILURE.matcher(line).matches()).toList();
	}

	boolean isAlive() {
		return this.jvm.isAlive();
	}

	int exitCode() {
		return this.jvm.exitValue();
	}

	/** The time of processors that the server has used since its start. */
	Duration processorTime() {
		return this.jvm.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	/** How much of the heap is used by what is not garbage, in MiB. */
	long heapUsed() throws IOException, InterruptedException {
		command("GC.run");
		String info = command("GC.heap_info");
		Matcher used = HEAP_USED.matcher(info);
		assertThat(used.find()).as(info).isTrue();
		return Long.parseLong(used.group(1)) / 1024;
	}

	private String command(String command) throws IOException, InterruptedException {
		Process jcmd = new ProcessBuilder(program("jcmd"), String.valueOf(this.jvm.pid()), command)
			.redirectErrorStream(true)
			.start();
		String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(jcmd.waitFor()).as(output).isZero();
		return output;
	}

	/** Stops the server, or kills one that does not stop. */
	@Override
	public void close() {
		this.jvm.destroy();
		try {
			if (this.jvm.waitFor(30, TimeUnit.SECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		Stream.concat(this.jvm.descendants(), Stream.of(this.jvm.toHandle()))
			.toList()
			.forEach(ProcessHandle::destroyForcibly);
		this.jvm.onExit().join();
	}

}
