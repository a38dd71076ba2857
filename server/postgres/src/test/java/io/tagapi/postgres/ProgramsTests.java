package io.tagapi.postgres;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProgramsTests {

	@TempDir
	private Path directory = Path.of("");

	@Test
	void keepsExecutablesAndLinks() {
		// when
		Programs programs = Programs.unpackedIn(this.directory);
		// then
		assertThat(Path.of(programs.executable("postgres"))).isExecutable();
		assertThat(programs.directory().resolve("share/postgresql/postgres.bki")).isReadable();
		assertThat(programs.directory().resolve("lib")).isDirectoryContaining(Files::isSymbolicLink);
	}

	@Test
	void takesThoseThatADirectoryHas() throws IOException {
		// given
		Path unpacked = Programs.unpackedIn(this.directory).directory();
		// when, then
		assertThat(Programs.in(unpacked)).isEqualTo(new Programs(unpacked));
		assertThat(Programs.in(this.directory)).isEqualTo(new Programs(unpacked));
		try (Stream<Path> files = Files.list(unpacked)) {
			assertThat(files).map((file) -> file.getFileName().toString()).containsOnly("bin", "lib", "share");
		}
	}

	@Test
	void unpacksOnceForSeveralThreads() throws IOException {
		// when
		List<CompletableFuture<Programs>> unpacking = IntStream.range(0, 4)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> Programs.unpackedIn(this.directory)))
			.toList();
		// then
		assertThat(unpacking.stream().map(CompletableFuture::join).distinct()).hasSize(1);
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).containsExactly(unpacking.getFirst().join().directory());
		}
	}

	@Test
	void unpacksOnceForSeveralJvms() throws IOException {
		// given
		Path programs = this.directory.resolve("programs");
		List<Path> data = List.of(this.directory.resolve("one"), this.directory.resolve("two"));
		List<Process> jvms = List.of(OtherJvm.start(data.get(0), programs, "select 1"),
				OtherJvm.start(data.get(1), programs, "select 1"));
		// when
		List<String> reports = List.of(OtherJvm.report(jvms.get(0)), OtherJvm.report(jvms.get(1)));
		jvms.forEach(Process::destroyForcibly);
		jvms.forEach((jvm) -> jvm.onExit().join());
		// then
		assertThat(reports).allMatch((report) -> report.startsWith("ready "));
		try (Stream<Path> files = Files.list(programs)) {
			assertThat(files).hasSize(1);
		}
		data.forEach((orphaned) -> EmbeddedPostgres.start(orphaned, programs).close());
	}

	@Test
	void doesNotWriteOutsideOfItsDirectory() throws IOException {
		// given
		Path programs = Files.createDirectory(this.directory.resolve("programs"));
		byte[] archive = archive(new TarArchiveEntry("../outside"));
		// when, then
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Programs.unpack(new ByteArrayInputStream(archive), programs))
			.withMessageContaining("outside of " + programs);
		assertThat(this.directory.resolve("outside")).doesNotExist();
	}

	@Test
	void doesNotLinkOutsideOfItsDirectory() throws IOException {
		// given
		TarArchiveEntry link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
		link.setLinkName("/etc");
		byte[] archive = archive(link);
		// when, then
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Programs.unpack(new ByteArrayInputStream(archive), this.directory))
			.withMessageContaining("outside of " + this.directory);
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void namesTheDirectoryItCannotUnpackTo() throws IOException {
		// given
		Path file = Files.writeString(this.directory.resolve("file"), "");
		// when, then
		assertThatExceptionOfType(EmbeddedPostgresException.class).isThrownBy(() -> Programs.unpackedIn(file))
			.withMessageStartingWith("The PostgreSQL programs cannot be unpacked to " + file + ": ");
	}

	private static byte[] archive(TarArchiveEntry entry) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
			tar.putArchiveEntry(entry);
			tar.closeArchiveEntry();
		}
		return bytes.toByteArray();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a$x", "a`id`", "a\"b", "a\nb", "a\\\\b" })
	void directoryWithCharactersOfShellsIsRejected(String name) throws IOException {
		assertThatExceptionOfType(EmbeddedPostgresException.class)
			.isThrownBy(() -> Programs.unpackedIn(this.directory.resolve(name)))
			.withMessage("PostgreSQL does not start from the directory " + this.directory.toRealPath().resolve(name)
					+ ", because its name has one of the characters $, ` and \", a line break, or two backslashes: "
					+ "choose another one for its programs with the setting tag-api.sandbox.programs-dir");
	}

}
