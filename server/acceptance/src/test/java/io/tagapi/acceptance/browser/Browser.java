package io.tagapi.acceptance.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.tagapi.acceptance.TestServer;

/**
 * The Chromium of this machine, without a window.
 */
final class Browser implements AutoCloseable {

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

	private static final List<String> SWITCHES = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	/**
	 * Milliseconds: a page on a machine with much else to do needs more than Playwright's
	 * five seconds.
	 */
	private static final double PATIENCE = 60_000;

	private final Playwright playwright;

	private final com.microsoft.playwright.Browser chromium;

	private Browser(Playwright playwright, Path executable) {
		this.playwright = playwright;
		this.chromium = playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(executable).setArgs(SWITCHES));
	}

	static Browser start() {
		Path executable = executable().orElseThrow();
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
		return new Browser(
				Playwright
					.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))),
				executable);
	}

	static Optional<Path> executable() {
		return NAMES.stream()
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.map((directory) -> Path.of(directory, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/** A person who has never been here before. */
	SwaggerUi visit(TestServer server, NewContextOptions looks) {
		return new SwaggerUi(this.chromium.newContext(looks.setBaseURL(server.address().toString())),
				server.address().toString());
	}

	@Override
	public void close() {
		this.chromium.close();
		this.playwright.close();
	}

}
