package io.tagapi.server.customer;

/**
 * A customer for whom the caller may act. Only {@link CustomerAccess} makes one, so
 * whoever holds it need not ask again.
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
