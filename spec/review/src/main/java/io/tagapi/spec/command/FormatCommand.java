package io.tagapi.spec.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.form.ContractForm;

/**
 * Brings a contract into form.
 *
 * @param file the contract
 */
record FormatCommand(Path file) {

	String run() {
		try {
			Contract contract = Contract.read(this.file);
			Files.writeString(this.file, ContractForm.of(contract));
			return contract.source() + " is in form.";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
