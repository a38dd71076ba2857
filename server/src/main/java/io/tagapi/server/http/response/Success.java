package io.tagapi.server.http.response;

/**
 * The outcomes of operations that went well, as the envelope of a response names them.
 */
public enum Success {

	/** Done. */
	OK(200, "20000000"),

	/** Done, and something was created. */
	CREATED(201, "20100000");

	private static final String MESSAGE = "SUCCESS";

	private final int result;

	private final String code;

	Success(int result, String code) {
		this.result = result;
		this.code = code;
	}

	/**
	 * Puts data into the envelope of this outcome.
	 * @param <D> what the response contains
	 * @param <R> the response
	 * @param constructor the constructor of the response
	 * @param data the content
	 * @return the response
	 */
	public <D, R> R envelope(Envelope<D, R> constructor, D data) {
		return constructor.create(this.result, this.code, MESSAGE, data);
	}

	/**
	 * The constructor of a generated response.
	 *
	 * @param <D> what the response contains
	 * @param <R> the response
	 */
	public interface Envelope<D, R> {

		/**
		 * Creates the response.
		 * @param result the HTTP status
		 * @param code the code of the outcome
		 * @param message the name of the outcome
		 * @param data the content
		 * @return the response
		 */
		R create(Integer result, String code, String message, D data);

	}

}
