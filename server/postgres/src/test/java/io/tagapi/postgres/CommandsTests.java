package io.tagapi.postgres;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommandsTests {

	@Test
	void tellsRootWhatToDoWithoutUserNamespaces() {
		// given
		Programs programs = new Programs(Path.of("programs"));
		// when, then
		assertThatExceptionOfType(EmbeddedPostgresException.class)
			.isThrownBy(() -> Commands.inNamespace(programs, List.of("false"), "as root"))
			.withMessage("PostgreSQL does not run as root, and \"false\" is refused here: run it as a user"
					+ " other than root, with a name in /etc/passwd, or allow user namespaces");
	}

	@Test
	void namesTheUserIdThatHasNoName() {
		Programs programs = new Programs(Path.of("programs"));

		assertThatExceptionOfType(EmbeddedPostgresException.class)
			.isThrownBy(() -> Commands.inNamespace(programs, List.of("false"), "as the user id 12345"))
			.withMessageStartingWith("PostgreSQL does not run as the user id 12345, and \"false\" is refused here");
	}

	@Test
	void quotesComplaints() {
		assertThat(Commands.complaint("creating ...\nFATAL:  disk full\n  HINT:  buy one \ncleaning up\n"))
			.isEqualTo("FATAL:  disk full | HINT:  buy one");
	}

	@Test
	void quotesTheLastLinesWithoutComplaints() {
		assertThat(Commands.complaint("1\n2\n\n3\n4\n  5 \n")).isEqualTo("2 | 3 | 4 | 5");
	}

}
