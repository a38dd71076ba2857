package io.tagapi.server.deployment;

/**
 * Half of a production configuration: starting half a sandbox instead would be a security
 * hole.
 */
class IncompleteProductionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String given;

	private final String missing;

	IncompleteProductionException(String given, String missing) {
		super("The setting " + given + " is given, but " + missing + " is missing");
		this.given = given;
		this.missing = missing;
	}

	String given() {
		return this.given;
	}

	String missing() {
		return this.missing;
	}

}
