package io.tagapi.spec.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.form.ContractForm;
import io.tagapi.spec.gate.SpecFolder;

/**
 * Brings the working contract into form.
 */
final class FormatCommand {

	String run() {
		try {
			Contract contract = SpecFolder.HERE.contract();
			Files.writeString(SpecFolder.HERE.contractFile(), ContractForm.of(contract));
			return contract.source() + " is in form.";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
