package io.tagapi.postgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlatformTests {

	@ParameterizedTest
	@CsvSource({ "Linux, amd64, postgres-linux-x86_64.txz", "Linux, aarch64, postgres-linux-arm_64.txz",
			"Mac OS X, x86_64, postgres-darwin-x86_64.txz", "Mac OS X, aarch64, postgres-darwin-arm_64.txz" })
	void hasPrograms(String system, String processor, String archive) {
		assertThat(Platform.of(system, processor).archive()).isEqualTo(archive);
	}

	@Test
	void refusesWindows() {
		assertThatExceptionOfType(EmbeddedPostgresException.class)
			.isThrownBy(() -> Platform.of("Windows Server 2025", "amd64"))
			.withMessage("There is no embedded PostgreSQL for windows server 2025 amd64, only for Linux with glibc and"
					+ " for macOS: configure spring.datasource.url");
	}

}
