package io.tagapi.server.http.error;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Ends a request with an error of the catalog. Whatever the request has done so far must
 * not last, so it is thrown inside the transaction that it ends.
 */
public class ApiException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient ApiError error;

	public ApiException(ErrorCode code, @Nullable String specifics) {
		this(new ApiError(code, specifics));
	}

	/**
	 * An error with what HTTP wants to be sent along.
	 * @param code the error
	 * @param specifics what is known about it
	 * @param headers such as {@code Retry-After}
	 */
	public ApiException(ErrorCode code, @Nullable String specifics, HttpHeaders headers) {
		this(new ApiError(code, specifics, headers));
	}

	private ApiException(ApiError error) {
		super(error.detail());
		this.error = error;
	}

	/**
	 * A 404 that names what is missing.
	 * @param what what does not exist, such as "tag 019a…"
	 * @return the exception to throw
	 */
	public static ApiException notFound(String what) {
		return new ApiException(ErrorCode.RESOURCE_NOT_FOUND, what);
	}

	/**
	 * A 400 for a value that is there and wrong.
	 * @param specifics the field, and what is wrong with it
	 * @return the exception to throw
	 */
	public static ApiException invalid(String specifics) {
		return new ApiException(ErrorCode.RESOURCE_INVALID_PARAM, specifics);
	}

	/**
	 * A 400 for a value that is not there.
	 * @param specifics what is missing
	 * @return the exception to throw
	 */
	public static ApiException missing(String specifics) {
		return new ApiException(ErrorCode.MISSING_REQUIRED_PARAM, specifics);
	}

	ApiError error() {
		return this.error;
	}

}
