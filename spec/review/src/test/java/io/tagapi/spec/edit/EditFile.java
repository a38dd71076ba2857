package io.tagapi.spec.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.edit.ContractEdit.Step;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * A small file that holds one edit and what a test expects of it.
 *
 * @param name the path of the file within its folder
 * @param values what the file says beside the edit
 * @param given what has to be in the contract before the edit
 * @param edit the edit
 */
public record EditFile(String name, Map<String, Object> values, ContractEdit given, ContractEdit edit) {

	/**
	 * Reads all edits below a folder.
	 * @param folder the folder
	 * @return the edits in the order of their names
	 */
	public static List<EditFile> all(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".yaml"))
				.filter((file) -> !file.equals(folder.resolve("base.yaml")))
				.sorted()
				.map((file) -> read(folder, file))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static EditFile read(Path folder, Path file) {
		try {
			Map<String, Object> values = new Yaml().load(Files.readString(file));
			return new EditFile(folder.relativize(file).toString(), values, edit(values.get("given")),
					edit(Objects.requireNonNull(values.get("edit"))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ContractEdit edit(@Nullable Object steps) {
		return new ContractEdit((steps == null) ? List.of()
				: ((List<?>) steps).stream().map((step) -> step((Map<?, ?>) step)).toList());
	}

	private static Step step(Map<?, ?> step) {
		@Nullable Object value = step.get("value");
		return new Step(String.valueOf(step.get("op")), String.valueOf(step.get("path")), value);
	}

	/**
	 * Something that the file says.
	 * @param key the key
	 * @return the text under that key
	 */
	public String text(String key) {
		return Objects.requireNonNull(this.values.get(key), () -> this.name + " has no " + key).toString();
	}

	/**
	 * The contract before the edit.
	 * @param base the contract of all edits
	 * @return the contract that is edited
	 */
	public Contract before(Contract base) {
		return this.given.steps().isEmpty() ? base : this.given.apply(base, "given " + this.name);
	}

	public Contract apply(Contract base) {
		return this.edit.apply(before(base), this.name);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
