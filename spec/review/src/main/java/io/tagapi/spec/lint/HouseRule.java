package io.tagapi.spec.lint;

import java.util.function.BiConsumer;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;

/**
 * One house rule.
 */
@FunctionalInterface
interface HouseRule {

	/**
	 * Looks for breaches.
	 * @param contract the contract
	 * @param breach is given the place and what is wrong there
	 */
	void check(Contract contract, BiConsumer<Part, String> breach);

}
