package io.tagapi.acceptance.production;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The production artifact has nothing of the sandbox in it, so no setting can switch that
 * on. The sandbox's artifact shows that the test would find it.
 */
@Tag("packaged")
class ProductionArtifactTests {

	private static final String SANDBOX_CLASSES = "classes of the sandbox";

	private static final String POSTGRES_CLASSES = "classes that start a PostgreSQL";

	private static final String POSTGRES_PROGRAMS = "programs of PostgreSQL";

	private static final String AUTHORIZATION_SERVER = "an authorization server";

	private static final String CREDENTIAL = "the credential sandbox";

	@Test
	void productionArtifactHasNothingOfTheSandbox() throws IOException {
		assertThat(contentOfSandbox("server.jar")).isEmpty();
	}

	@Test
	void sandboxArtifactHasAllOfIt() throws IOException {
		assertThat(contentOfSandbox("sandbox.jar")).containsExactlyInAnyOrder(SANDBOX_CLASSES, POSTGRES_CLASSES,
				POSTGRES_PROGRAMS, AUTHORIZATION_SERVER, CREDENTIAL);
	}

	private static Set<String> contentOfSandbox(String property) throws IOException {
		Set<String> found = new TreeSet<>();
		try (InputStream jar = Files.newInputStream(Path.of(System.getProperty(property)))) {
			assertThat(search(jar, found)).as("classes of the server in %s", property).isPositive();
		}
		return found;
	}

	/** Searches a jar and those within it, and counts the classes of the server. */
	private static int search(InputStream jar, Set<String> found) throws IOException {
		int classes = 0;
		ZipInputStream zip = new ZipInputStream(jar);
		for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
			String name = entry.getName();
			byte[] content = zip.readAllBytes();
			if (name.endsWith(".jar")) {
				classes += search(new ByteArrayInputStream(content), found);
			}
			if (name.contains("io/tagapi/server/") && name.endsWith(".class")) {
				classes++;
			}
			addIf(name.contains("io/tagapi/sandbox/"), SANDBOX_CLASSES, found);
			addIf(name.contains("io/tagapi/postgres/"), POSTGRES_CLASSES, found);
			addIf(name.matches("postgres-.*\\.txz"), POSTGRES_PROGRAMS, found);
			addIf(name.startsWith("org/springframework/security/oauth2/server/authorization/"), AUTHORIZATION_SERVER,
					found);
			addIf(name.matches(".*io/tagapi/(?!api/).*\\.class") && hasCredential(content), CREDENTIAL, found);
		}
		return classes;
	}

	private static void addIf(boolean present, String what, Set<String> found) {
		if (present) {
			found.add(what);
		}
	}

	/**
	 * The client, its secret, the user and the password are constants of a class. The
	 * models of the contract have such an example.
	 */
	private static boolean hasCredential(byte[] classFile) {
		return new String(classFile, StandardCharsets.ISO_8859_1).contains("\u0001\u0000\u0007sandbox");
	}

}
