package io.tagapi.spec.edit;

import java.nio.file.Path;

import io.tagapi.spec.document.Contract;

/**
 * The contract to which the edits of the corpus are made.
 */
public final class BaseContract {

	private static final Path RESOURCES = Path.of("src/test/resources/io/tagapi/spec");

	private BaseContract() {
	}

	/**
	 * The contract without what only the comparison needs, so that it keeps the house
	 * rules.
	 * @return the contract
	 */
	public static Contract ofHouseRules() {
		return EditFile.all(RESOURCES.resolve("lint-base"))
			.getFirst()
			.apply(Contract.read(RESOURCES.resolve("corpus/base.yaml")));
	}

}
