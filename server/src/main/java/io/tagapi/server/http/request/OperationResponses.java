package io.tagapi.server.http.request;

import io.tagapi.server.http.limit.ResponseMemory;
import io.tagapi.server.http.response.WrittenJson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Makes bytes of the responses of operations before anything is sent. The models, which
 * take several times as much memory, are garbage then, however slowly the client reads.
 */
@Component
class OperationResponses {

	private final JsonMapper mapper;

	private final ResponseMemory memory;

	OperationResponses(JsonMapper mapper, ResponseMemory memory) {
		this.mapper = mapper;
		this.memory = memory;
	}

	/**
	 * Writes the response of an operation as JSON, within its scope, and takes memory.
	 * @param request the request
	 * @param result what the operation has returned
	 * @return the response to send
	 * @throws io.tagapi.server.http.error.ApiException 429 if there is not so much memory
	 */
	@Nullable Object begin(HttpServletRequest request, @Nullable Object result) {
		if (!(result instanceof ResponseEntity<?> response)) {
			return result;
		}
		ResponseEntity<WrittenJson> written = WrittenJson.of(response, this.mapper);
		@Nullable WrittenJson body = written.getBody();
		if (body != null) {
			this.memory.take(request, customerId(), body.bytes().length);
		}
		return written;
	}

	private static String customerId() {
		return OperationScope.current().map(OperationScope::customerId).orElse("");
	}

	/** Gives the memory back, once the response is written or cannot be. */
	void end(HttpServletRequest request) {
		this.memory.give(request);
	}

}
