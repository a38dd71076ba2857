package io.tagapi.server.http.response;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;

/**
 * A body that is already written as JSON, and is sent byte by byte as it is.
 *
 * @param bytes the JSON, in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent")
public record WrittenJson(byte[] bytes) {

	/**
	 * Writes the body of a response, unless it is written or there is none.
	 * @param response the response with a model, or with a written body
	 * @param mapper writes the model
	 * @return the same response, with its body as bytes
	 */
	@SuppressWarnings("unchecked")
	public static ResponseEntity<WrittenJson> of(ResponseEntity<?> response, JsonMapper mapper) {
		@Nullable Object body = response.getBody();
		if (body == null || body instanceof WrittenJson) {
			return (ResponseEntity<WrittenJson>) response;
		}
		return ResponseEntity.status(response.getStatusCode())
			.headers(response.getHeaders())
			.body(new WrittenJson(mapper.writeValueAsBytes(body)));
	}

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
