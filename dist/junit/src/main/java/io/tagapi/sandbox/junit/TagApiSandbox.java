package io.tagapi.sandbox.junit;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
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

	private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final Path log;

	private final URI url;

	private final Process process;

	private TagApiSandbox(Map<String, String> settings) throws IOException, InterruptedException {
		Path program = Archive.program();
		this.log = Files.createTempFile("tag-api-", ".log");
		Map<String, String> all = new HashMap<>();
		all.put("server.port", String.valueOf(freePort()));
		// Not that of the working directory, which may have the settings of the program
		// under test.
		all.put("spring.config.location", "classpath:/");
		all.put("tag-api.sandbox.end-with-input", "true");
		all.putAll(settings);
		this.url = URI.create("http://localhost:" + all.get("server.port"));
		List<String> command = new ArrayList<>(List.of(program.toString()));
		all.forEach((name, value) -> command.add("--" + name + "=" + value));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.log.toFile());
		builder.environment().keySet().retainAll(VARIABLES);
		this.process = builder.start();
	}

	/**
	 * Starts a sandbox, and returns when it is ready.
	 * @param settings those of the sandbox, such as {@code tag-api.customers} with the
	 * value {@code *}
	 * @return the sandbox
	 * @throws IllegalStateException if it does not start; the message says why
	 */
	public static TagApiSandbox start(Map<String, String> settings) throws IOException, InterruptedException {
		TagApiSandbox sandbox = new TagApiSandbox(settings);
		RUNNING.add(sandbox);
		try {
			sandbox.await();
			return sandbox;
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			sandbox.close();
			throw ex;
		}
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
	 */
	public String token() throws IOException, InterruptedException {
		return token("tag");
	}

	/**
	 * Gets a token by the client credentials flow.
	 * @param scope the scopes, separated by spaces
	 * @return an access token
	 */
	public String token(String scope) throws IOException, InterruptedException {
		String credentials = Base64.getEncoder().encodeToString("sandbox:sandbox".getBytes(StandardCharsets.UTF_8));
		HttpRequest request = HttpRequest.newBuilder(this.url.resolve("/ams/v1/oauth2/token"))
			.header("Authorization", "Basic " + credentials)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers
				.ofString("grant_type=client_credentials&scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8)))
			.build();
		HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		Matcher token = ACCESS_TOKEN.matcher(response.body());
		if (!token.find()) {
			throw new IllegalStateException(
					"The sandbox gives no token for the scope " + scope + ": " + response.body());
		}
		return token.group(1);
	}

	/** Ends the sandbox and deletes its data. */
	@Override
	public void close() throws IOException {
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
		Files.delete(this.log);
	}

	private void await() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.url.resolve("/actuator/health/readiness"))
			.timeout(Duration.ofSeconds(5))
			.build();
		Instant end = Instant.now().plus(START_LIMIT);
		while (this.process.isAlive() && Instant.now().isBefore(end)) {
			try {
				if (this.http.send(request, HttpResponse.BodyHandlers.discarding())
					.statusCode() == HttpURLConnection.HTTP_OK) {
					return;
				}
			}
			catch (IOException ex) {
				// It does not listen yet.
			}
			Thread.sleep(100);
		}
		throw new IllegalStateException("The sandbox did not start: " + Files.readString(this.log));
	}

	private static int freePort() throws IOException {
		try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return probe.getLocalPort();
		}
	}

}
