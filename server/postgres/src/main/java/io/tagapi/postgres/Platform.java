package io.tagapi.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A platform that the PostgreSQL programs exist for.
 *
 * @param archive the resource with the programs
 * @param loader the file that tells whether they can be executed: the dynamic loader that
 * they name, which a Linux with musl instead of glibc does not have
 */
record Platform(String archive, Path loader) {

	static Platform current() {
		Platform platform = of(System.getProperty("os.name"), System.getProperty("os.arch"));
		if (!Files.exists(platform.loader)) {
			throw unsupported("a system without " + platform.loader);
		}
		return platform;
	}

	static Platform of(String system, String processor) {
		String platform = system.toLowerCase(Locale.ROOT) + " " + processor.toLowerCase(Locale.ROOT);
		return switch (platform) {
			case "linux amd64", "linux x86_64" ->
				new Platform("postgres-linux-x86_64.txz", Path.of("/lib64/ld-linux-x86-64.so.2"));
			case "linux aarch64" -> new Platform("postgres-linux-arm_64.txz", Path.of("/lib/ld-linux-aarch64.so.1"));
			case "mac os x x86_64" -> new Platform("postgres-darwin-x86_64.txz", Path.of("/usr/lib/dyld"));
			case "mac os x aarch64" -> new Platform("postgres-darwin-arm_64.txz", Path.of("/usr/lib/dyld"));
			default -> throw unsupported(platform);
		};
	}

	private static EmbeddedPostgresException unsupported(String what) {
		return new EmbeddedPostgresException("There is no embedded PostgreSQL for " + what
				+ ", only for Linux with glibc and for macOS: configure spring.datasource.url");
	}

}
