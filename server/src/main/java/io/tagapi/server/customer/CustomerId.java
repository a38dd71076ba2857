package io.tagapi.server.customer;

/**
 * A customer for whom the actor may act. For a request only {@link CustomerAccess} makes
 * one, so code that has one needs no further check.
 */
public final class CustomerId {

	private final String value;

	CustomerId(String value) {
		this.value = value;
	}

	/**
	 * The id as the contract has it.
	 * @return 1 to 64 letters, digits, underscores and hyphens
	 */
	public String value() {
		return this.value;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
