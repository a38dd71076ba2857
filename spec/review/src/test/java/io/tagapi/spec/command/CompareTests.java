package io.tagapi.spec.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

import io.tagapi.spec.edit.BaseContract;
import io.tagapi.spec.gate.SpecFolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contracts of any name, in any repository.
 */
class CompareTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private Path contract = Path.of("");

	@BeforeEach
	void startRepository() throws IOException, InterruptedException {
		this.contract = Files.createDirectory(this.folder.resolve("api")).resolve("orders.yaml");
		Files.writeString(this.contract, BaseContract.ofHouseRules().text());
		new FormatCommand(this.contract).run();
		git("init", "-q");
		git("add", ".");
		commit();
	}

	@Test
	void aRevisionHasTheContractUnderThePathOfTheOther() throws IOException, InterruptedException {
		// given
		edit("summary: List tags", "summary: List all tags");

		// when
		String report = compare(null, "HEAD", this.contract.toString(), null);

		// then
		assertThat(report)
			.startsWith("# Changes of the contract\n\n**Refused until info.version is at least 1.0.1. "
					+ "Wording only: 1 change of wording since 1.0.0.**\n")
			.containsPattern(" \\(api/orders.yaml:[0-9]+\\)\n")
			.containsPattern("\n--- [0-9a-f]{12}:api/orders.yaml\n");
	}

	@Test
	void theContractThatIsWorkedOnHasAnyName() throws IOException, InterruptedException {
		// given
		SpecFolder spec = SpecFolder.of(this.contract);
		Release.prepare(spec).write(LocalDate.of(2026, 1, 31));
		edit("summary: List tags", "summary: List all tags");
		commit();
		edit("x-extensible-enum: [MANUAL, IMPORTED]", "x-extensible-enum: [MANUAL, IMPORTED, RULE]");
		edit("version: 1.0.0", "version: 1.1.0");

		// when
		String report = compare(spec, null, null, "HEAD");

		// then
		assertThat(report).contains("**Allowed. Breaks nobody: 1 addition here, besides 1 change of wording before it"
				+ " since 1.0.0. Version 1.1.0 fits.**");
		assertThat(this.folder.resolve("api/target/contract-changes.html")).exists();
	}

	@Test
	void aRevisionThatIsNotThereIsSaidToBeMissing() {
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> compare(null, "nowhere", this.contract.toString(), null))
			.withMessageStartingWith("nowhere is no file, no released version and no git revision that is here.");
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> compare(SpecFolder.of(this.contract), "HEAD:orders.yaml", null, null))
			.withMessage(
					"The git revision HEAD has no orders.yaml; name the path that it had then, as in HEAD:api/openapi.yaml.");
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> compare(null, "HEAD", "HEAD", null))
			.withMessageStartingWith("HEAD is no file. A git revision needs the path of the contract");
	}

	private static String compare(@Nullable SpecFolder spec, @Nullable String from, @Nullable String to,
			@Nullable String since) {
		return new CompareCommand(spec, from, to, since).run();
	}

	private void edit(String what, String with) throws IOException {
		String text = Files.readString(this.contract);
		assertThat(text).contains(what);
		Files.writeString(this.contract, text.replace(what, with));
	}

	private void commit() throws IOException, InterruptedException {
		git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-qam", "Change the contract");
	}

	private void git(String... arguments) throws IOException, InterruptedException {
		Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
			.directory(this.folder.toFile())
			.inheritIO()
			.start();
		assertThat(git.waitFor()).isZero();
	}

}
