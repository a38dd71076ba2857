package io.tagapi.server.http.error;

import org.springframework.http.HttpStatus;

/**
 * The errors of the contract. The sentences of the first six are those of the API's
 * public documentation.
 */
public enum ErrorCode {

	RESOURCE_INVALID_PARAM(HttpStatus.BAD_REQUEST, "4000000", "The specified request parameters are not valid"),

	MISSING_REQUIRED_PARAM(HttpStatus.BAD_REQUEST, "4000001", "A required parameter is missing"),

	AUTHORIZATION_FAIL(HttpStatus.UNAUTHORIZED, "40100000", "Missing or invalid authorization header"),

	FORBIDDEN_ACCESS(HttpStatus.FORBIDDEN, "40300000", "Access denied due to insufficient permissions"),

	RESOURCE_NOT_FOUND(HttpStatus.NOT_FOUND, "4040000", "The requested resource does not exist"),

	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "40500000", "The path does not support this method"),

	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "40600000", "The requested representation is not available"),

	CONFLICT(HttpStatus.CONFLICT, "40900000", "The request conflicts with another one"),

	REQUEST_IN_PROGRESS(HttpStatus.CONFLICT, "40900001",
			"The first request with this Idempotency-Key is still under way"),

	PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "41200000", "A precondition of the request is not met"),

	PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "41300000", "The request body is too large"),

	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "41500000",
			"The media type of the request body is not supported"),

	TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "42900000", "Too many requests were sent in a short time"),

	INTERNAL_SERVER_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "50000000", "An unexpected error occurred"),

	SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "50300000", "The service is temporarily unavailable");

	private final HttpStatus status;

	private final String code;

	private final String sentence;

	ErrorCode(HttpStatus status, String code, String sentence) {
		this.status = status;
		this.code = code;
		this.sentence = sentence;
	}

	/**
	 * The HTTP status of a response with this error.
	 * @return a 4xx or 5xx status
	 */
	public HttpStatus status() {
		return this.status;
	}

	/**
	 * The code, verbatim: some have 7 digits and some 8.
	 * @return digits only
	 */
	public String code() {
		return this.code;
	}

	/**
	 * What every detail of this error begins with.
	 * @return a sentence without its full stop
	 */
	public String sentence() {
		return this.sentence;
	}

}
