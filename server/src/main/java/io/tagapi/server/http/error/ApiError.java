package io.tagapi.server.http.error;

import java.util.Arrays;

import io.tagapi.api.model.ErrorResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The error of a response.
 *
 * @param status the HTTP status
 * @param code the code of the error
 * @param message the name of the error
 * @param detail the sentence of the error, with specifics where they are known
 * @param headers what HTTP wants to be sent along, such as {@code Allow}
 */
record ApiError(int status, String code, String message, String detail, HttpHeaders headers) {

	/** Long enough for ten violations; what a client sends must not come back in full. */
	private static final int MAX_SPECIFICS = 8000;

	private static final String RETRY_AFTER_SECONDS = "1";

	ApiError(ErrorCode code, @Nullable String specifics, HttpHeaders headers) {
		this(code.status().value(), code.code(), code.name(), detail(code.sentence(), specifics), headers);
	}

	ApiError(ErrorCode code, @Nullable String specifics) {
		this(code, specifics, passes(code) ? retryAfter() : HttpHeaders.EMPTY);
	}

	private static boolean passes(ErrorCode code) {
		return switch (code) {
			case REQUEST_IN_PROGRESS, TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE -> true;
			default -> false;
		};
	}

	private static HttpHeaders retryAfter() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return headers;
	}

	/**
	 * An error for a status that some layer below decided on.
	 * @param status the HTTP status
	 * @return the error of the catalog with this status; where there is none, one made by
	 * the catalog's numbering
	 */
	static ApiError ofStatus(int status) {
		return Arrays.stream(ErrorCode.values())
			.filter((code) -> code.status().value() == status)
			.findFirst()
			.map((code) -> new ApiError(code, null))
			.orElseGet(() -> unlisted(status));
	}

	private static ApiError unlisted(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		if (known == null || !known.isError()) {
			return new ApiError(ErrorCode.INTERNAL_SERVER_ERROR, null);
		}
		return new ApiError(status, status + "00000", known.name(), known.getReasonPhrase(), HttpHeaders.EMPTY);
	}

	private static String detail(String sentence, @Nullable String specifics) {
		if (specifics == null) {
			return sentence;
		}
		boolean tooLong = specifics.length() > MAX_SPECIFICS;
		return sentence + ": " + (tooLong ? specifics.substring(0, MAX_SPECIFICS) + "…" : specifics);
	}

	boolean isServerError() {
		return this.status >= 500;
	}

	ErrorResponse body() {
		return new ErrorResponse().result(this.status).code(this.code).message(this.message).data(this.detail);
	}

}
