package io.tagapi.sandbox.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sandbox of the Tag API on a free port, with a database of its own, which is deleted
 * at the end. It ends with this JVM, also when that is killed.
 */
public final class TagApiSandbox implements AutoCloseable {

	/**
	 * Without a reference, the pipe to a sandbox would be closed, and the sandbox end.
	 */
	private static final Set<TagApiSandbox> RUNNING = ConcurrentHashMap.newKeySet();

	private static final Duration START_LIMIT = Duration.ofMinutes(2);

	/**
	 * The variables that the sandbox gets. Any other one may configure the program under
	 * test, or its JVM.
	 */
	private static final Set<String> VARIABLES = Set.of("HOME", "JAVA_OPTS", "LD_LIBRARY_PATH", "PATH", "TMPDIR");

	private static final Pattern OPENED = Pattern.compile("^Open (http\\S+)\n", Pattern.MULTILINE);

	private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

	/** A proxy of the JVM under test does not lead to this machine. */
	private final HttpClient http = HttpClient.newBuilder()
		.proxy(HttpClient.Builder.NO_PROXY)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final Path log;

	private final Process process;

	private final URI url;

	private TagApiSandbox(Map<String, String> settings) throws IOException, InterruptedException {
		Path program = Archive.program();
		this.log = Files.createTempFile("tag-api-", ".log");
		Map<String, String> all = new HashMap<>();
		all.put("server.port", "0");
		// Not that of the working directory, which may have the settings of the program
		// under test.
		all.put("spring.config.location", "classpath:/");
		all.put("tag-api.sandbox.end-with-input", "true");
		all.putAll(settings);
		List<String> command = new ArrayList<>(List.of(program.toString()));
		all.forEach((name, value) -> command.add("--" + name + "=" + value));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.log.toFile());
		builder.environment().keySet().retainAll(VARIABLES);
		this.process = builder.start();
		RUNNING.add(this);
		try {
			this.url = awaitUrl();
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Starts a sandbox, and returns when it is ready.
	 * @param settings those of the sandbox, such as {@code tag-api.customers} with the
	 * value {@code *}
	 * @return the sandbox
	 * @throws IllegalStateException if it does not start, or the thread is interrupted;
	 * the message says why
	 * @throws UncheckedIOException if the archive cannot be unpacked or executed
	 */
	public static TagApiSandbox start(Map<String, String> settings) {
		return unchecked(() -> new TagApiSandbox(settings));
	}

	/**
	 * The address of the sandbox.
	 * @return such as {@code http://localhost:41234}
	 */
	public URI url() {
		return this.url;
	}

	/**
	 * Gets a token that may do everything for every customer.
	 * @return an access token
	 * @throws IllegalStateException if the sandbox gives none; the message says why
	 * @throws UncheckedIOException if the sandbox does not respond
	 */
	public String token() {
		return token("tag");
	}

	/**
	 * Gets a token by the client credentials flow.
	 * @param scope the scopes, separated by spaces
	 * @return an access token
	 * @throws IllegalStateException if the sandbox gives none; the message says why
	 * @throws UncheckedIOException if the sandbox does not respond
	 */
	public String token(String scope) {
		String credentials = Base64.getEncoder().encodeToString("sandbox:sandbox".getBytes(StandardCharsets.UTF_8));
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.url + "/ams/v1/oauth2/token"))
			.header("Authorization", "Basic " + credentials)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers
				.ofString("grant_type=client_credentials&scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8)))
			.build();
		HttpResponse<String> response = unchecked(() -> this.http.send(request, HttpResponse.BodyHandlers.ofString()));
		Matcher token = ACCESS_TOKEN.matcher(response.body());
		if (!token.find()) {
			throw new IllegalStateException(
					"The sandbox gives no token for the scope " + scope + ": " + response.body());
		}
		return token.group(1);
	}

	/** Ends the sandbox and deletes its data. */
	@Override
	public void close() {
		RUNNING.remove(this);
		this.process.destroy();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		try {
			Files.delete(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The address in the line that the sandbox prints when it is ready. A port says only
	 * that somebody listens there.
	 */
	private URI awaitUrl() throws IOException, InterruptedException {
		Instant end = Instant.now().plus(START_LIMIT);
		while (true) {
			boolean ended = !this.process.isAlive();
			String output = new String(Files.readAllBytes(this.log), StandardCharsets.UTF_8);
			Matcher opened = OPENED.matcher(output);
			if (opened.find()) {
				return URI.create(opened.group(1));
			}
			if (ended || Instant.now().isAfter(end)) {
				throw new IllegalStateException("The sandbox did not start: " + output);
			}
			Thread.sleep(50);
		}
	}

	private static <T> T unchecked(Action<T> action) {
		try {
			return action.execute();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The thread was interrupted", ex);
		}
	}

	/**
	 * What may fail.
	 *
	 * @param <T> what it results in
	 */
	private interface Action<T> {

		T execute() throws IOException, InterruptedException;

	}

}
