package io.tagapi.server.http.response;

import org.springframework.http.ResponseEntity;

/**
 * A body that is already written as JSON, and is sent byte by byte as it is.
 *
 * @param bytes the JSON, in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent")
public record WrittenJson(byte[] bytes) {

	/**
	 * Passes a written body where a generated operation declares a model. Nobody reads it
	 * as that model: Spring hands the body to {@link JsonWriter}, which looks at what it
	 * is.
	 * @param <T> the model that the operation declares
	 * @param response the response with the written body
	 * @return the same response
	 */
	@SuppressWarnings("unchecked")
	public static <T> ResponseEntity<T> inPlaceOfModel(ResponseEntity<WrittenJson> response) {
		return (ResponseEntity<T>) (ResponseEntity<?>) response;
	}

}
