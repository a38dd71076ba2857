package io.tagapi.spec.generated;

import java.util.List;

import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;
import io.tagapi.spec.edit.ContractEdit;
import io.tagapi.spec.edit.ContractEdit.Step;

/**
 * One edit of one schema, with what it does to the values that the schema allows.
 *
 * @param pointer the schema
 * @param effect what it does to them
 * @param step the edit
 */
record Mutation(String pointer, Effect effect, Step step) {

	ContractEdit edit() {
		return new ContractEdit(List.of(this.step));
	}

	/**
	 * The edit, and the one that reverts it.
	 * @param base the contract that is edited
	 * @return two steps that leave the contract as it was
	 */
	ContractEdit cancelled(Contract base) {
		String path = this.step.path();
		if (path.endsWith("/-")) {
			String list = path.substring(0, path.length() - 2);
			return new ContractEdit(
					List.of(this.step, new Step("remove", list + "/" + base.at(list).items().size(), null)));
		}
		Part old = base.find(path);
		return new ContractEdit(List.of(this.step,
				(old != null) ? new Step("add", path, old.value()) : new Step("remove", path, null)));
	}

	/**
	 * The verdict that follows from the effect.
	 * @param usage where the schema is used
	 * @return the weight of the edit
	 */
	Weight forth(Usage usage) {
		return switch (this.effect) {
			case FEWER -> usage.inRequests() ? Weight.BREAKING : Weight.ADDITION;
			case MORE, VALUE -> usage.inResponses() ? Weight.BREAKING : Weight.ADDITION;
			case OTHER, LOST -> Weight.BREAKING;
			case WORDS -> Weight.WORDING;
		};
	}

	/**
	 * The verdict of the reverse.
	 * @param usage where the schema is used
	 * @return the weight of taking the edit back
	 */
	Weight back(Usage usage) {
		return switch (this.effect) {
			case FEWER, LOST -> usage.inResponses() && this.effect == Effect.FEWER ? Weight.BREAKING : Weight.ADDITION;
			case MORE -> usage.inRequests() ? Weight.BREAKING : Weight.ADDITION;
			case OTHER, VALUE -> Weight.BREAKING;
			case WORDS -> Weight.WORDING;
		};
	}

	/** The edit, for the list of differences. */
	String name() {
		return this.step.op() + " " + this.step.path();
	}

	@Override
	public String toString() {
		return this.effect + " " + this.step;
	}

	/** What happens to the values that a schema allows. */
	enum Effect {

		/** Some are no longer allowed. */
		FEWER,
		/** Some more are allowed. */
		MORE,
		/** An enum has one more value, for which generated code has a constant. */
		VALUE,
		/** Generated code has another type. */
		OTHER,
		/** A property that nobody requires is gone. */
		LOST,
		/** The same. */
		WORDS

	}

	/**
	 * Where a schema is used.
	 *
	 * @param inRequests whether clients send it
	 * @param inResponses whether clients read it
	 */
	record Usage(boolean inRequests, boolean inResponses) {
	}

}
