package io.tagapi.client;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An error response of the server. A call is done as a whole or not at all: after a 4xx
 * it is not done; after a 5xx it may be, if the database went away at its very end.
 * <p>
 * It carries the properties of the contract's {@code ErrorResponse}. Later versions of
 * the server may respond with codes and names that this client has not seen. Something
 * that responds in place of the server, such as a proxy, does not know the error object:
 * then {@link #result()} is the HTTP status, {@link #code()} is {@link #NO_CODE} and
 * {@link #message()} is {@link #NO_ERROR_OBJECT}.
 * <p>
 * A token endpoint that gives no access token is reported in the same way, with
 * {@link #NO_CODE}, and with the OAuth error (RFC 6749, section 5.2) as
 * {@link #message()}, such as {@code invalid_client}.
 */
public final class TagApiException extends RuntimeException {

	/**
	 * The {@link #code()} of a response that has none.
	 */
	public static final String NO_CODE = "";

	/**
	 * The {@link #message()} of a response that is not the contract's error object.
	 */
	public static final String NO_ERROR_OBJECT = "NO_ERROR_OBJECT";

	@Serial
	private static final long serialVersionUID = 1L;

	private final int result;

	private final String code;

	private final String message;

	private final String data;

	private final @Nullable String requestId;

	private final @Nullable Duration retryAfter;

	TagApiException(int result, String code, String message, String data, @Nullable String requestId,
			@Nullable Duration retryAfter) {
		super(line(result, code, message, data));
		this.result = result;
		this.code = code;
		this.message = message;
		this.data = data;
		this.requestId = requestId;
		this.retryAfter = retryAfter;
	}

	private static String line(int result, String code, String message, String data) {
		String line = (code.isEmpty() ? "%d %s: %s".formatted(result, message, data)
				: "%d %s %s: %s".formatted(result, code, message, data));
		return line.replaceAll("\\p{Cntrl}+", " ");
	}

	/**
	 * The HTTP status.
	 * @return the status, such as 400
	 */
	public int result() {
		return this.result;
	}

	/**
	 * The code of the error, to be compared as a string.
	 * @return the code, such as {@code 4000000}, or {@link #NO_CODE}
	 */
	public String code() {
		return this.code;
	}

	/**
	 * The name of the error. For the whole error in one line, see {@link #getMessage()}.
	 * @return the name, such as {@code RESOURCE_INVALID_PARAM}, or
	 * {@link #NO_ERROR_OBJECT}
	 */
	public String message() {
		return this.message;
	}

	/**
	 * What went wrong, for people to read.
	 * @return the detail, which names everything that is wrong with the request
	 */
	public String data() {
		return this.data;
	}

	/**
	 * Identifies the request in the server's log.
	 * @return the response's header {@code X-Request-Id}, if it had one
	 */
	public Optional<String> requestId() {
		return Optional.ofNullable(this.requestId);
	}

	/**
	 * How long to wait before the call is repeated, which the server says with 429 and
	 * 503.
	 * @return the response's header {@code Retry-After}, if it had one in seconds
	 */
	public Optional<Duration> retryAfter() {
		return Optional.ofNullable(this.retryAfter);
	}

}
