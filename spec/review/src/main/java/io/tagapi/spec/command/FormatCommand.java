package io.tagapi.spec.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.form.ContractForm;
import io.tagapi.spec.gate.SpecFolder;

/**
 * Brings the working contract into form.
 *
 * @param spec the contract that is worked on
 */
record FormatCommand(SpecFolder spec) {

	String run() {
		try {
			Contract contract = this.spec.contract();
			Files.writeString(this.spec.contractFile(), ContractForm.of(contract));
			return contract.source() + " is in form.";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
