package io.tagapi.spec.gate;

import java.nio.file.Path;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.document.Contract;

/**
 * The folder of the contract, with its releases and its change log.
 *
 * @param root the folder that holds <code>openapi.yaml</code>
 */
public record SpecFolder(Path root) {

	public Path contractFile() {
		return this.root.resolve("openapi.yaml");
	}

	/**
	 * The contract that is worked on.
	 * @return the contract
	 */
	public Contract contract() {
		return Contract.read(contractFile(), "spec/openapi.yaml");
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
				? ContractComparison.of(Contract.read(newest, "spec/released/" + newest.getFileName()), contract())
				: ContractComparison.first(contract());
		return Verdict.of(comparison, ChangeLog.read(changeLogFile()));
	}

	public Path reports() {
		return this.root.resolve("target");
	}

}
