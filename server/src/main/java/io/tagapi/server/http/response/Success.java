package io.tagapi.server.http.response;

/**
 * The outcomes of operations that went well, as the envelope of a response names them.
 * Each response is filled in where it is made: the generator gives the envelopes no type
 * in common, and the contract cannot name one without changing the clients of all
 * languages.
 */
public enum Success {

	/** Done. */
	OK(200, "20000000"),

	/** Done, and something was created. */
	CREATED(201, "20100000");

	/** The name of every such outcome. */
	public static final String MESSAGE = "SUCCESS";

	private final int result;

	private final String code;

	Success(int result, String code) {
		this.result = result;
		this.code = code;
	}

	/**
	 * The HTTP status.
	 * @return 2xx
	 */
	public int result() {
		return this.result;
	}

	/**
	 * The code of the outcome.
	 * @return eight digits
	 */
	public String code() {
		return this.code;
	}

}
