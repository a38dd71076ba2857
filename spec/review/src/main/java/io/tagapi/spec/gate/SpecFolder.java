package io.tagapi.spec.gate;

import java.nio.file.Files;
import java.nio.file.Path;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.document.Contract;

/**
 * The folder of the contract, with its releases and its change log.
 *
 * @param root the folder
 * @param file the name of the contract in it
 */
public record SpecFolder(Path root, String file) {

	private static final String FILE = "openapi.yaml";

	/**
	 * A folder whose contract is <code>openapi.yaml</code>.
	 * @param root the folder
	 */
	public SpecFolder(Path root) {
		this(root, FILE);
	}

	/**
	 * Finds the folder of a contract.
	 * @param path the contract, or a folder with <code>openapi.yaml</code>
	 * @return its folder
	 */
	public static SpecFolder of(Path path) {
		if (!Files.isRegularFile(path)) {
			return new SpecFolder(path);
		}
		Path parent = path.getParent();
		return new SpecFolder((parent != null) ? parent : Path.of("."), String.valueOf(path.getFileName()));
	}

	/**
	 * What a file is called in reports and their links.
	 * @param file the file
	 * @return its path in the git repository around it, or else its folder and name
	 */
	public static String name(Path file) {
		Path absolute = file.toAbsolutePath().normalize();
		for (Path folder = absolute.getParent(); folder != null; folder = folder.getParent()) {
			if (Files.exists(folder.resolve(".git"))) {
				return slashes(folder.relativize(absolute));
			}
		}
		int names = absolute.getNameCount();
		return slashes(absolute.subpath(Math.max(0, names - 2), names));
	}

	private static String slashes(Path path) {
		return path.toString().replace('\\', '/');
	}

	public Path contractFile() {
		return this.root.resolve(this.file);
	}

	/**
	 * The contract that is worked on.
	 * @return the contract
	 */
	public Contract contract() {
		return Contract.read(contractFile(), name(contractFile()));
	}

	public Releases releases() {
		return new Releases(this.root.resolve("released"));
	}

	public Path changeLogFile() {
		return this.root.resolve("CHANGELOG.md");
	}

	/**
	 * The working contract against the newest released one.
	 * @return the verdict
	 */
	public Verdict verdict() {
		Path newest = releases().newest();
		ContractComparison comparison = (newest != null)
				? ContractComparison.of(Contract.read(newest, name(newest)), contract())
				: ContractComparison.first(contract());
		return Verdict.of(comparison, ChangeLog.read(changeLogFile()));
	}

	public Path reports() {
		return this.root.resolve("target");
	}

}
