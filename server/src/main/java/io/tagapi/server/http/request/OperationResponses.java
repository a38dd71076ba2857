package io.tagapi.server.http.request;

import io.tagapi.server.http.limit.CustomerOfRequest;
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

	private final CustomerOfRequest customers;

	OperationResponses(JsonMapper mapper, ResponseMemory memory, CustomerOfRequest customers) {
		this.mapper = mapper;
		this.memory = memory;
		this.customers = customers;
	}

	/**
	 * Takes the memory of a response that names malformed elements, before the operation
	 * is called: what is done cannot be rejected any more. While JSON is made, its bytes
	 * are there twice. A request that is going to be rejected names none.
	 * @param request the request, which has been read
	 * @throws io.tagapi.server.http.error.ApiException 429 if there is not so much memory
	 */
	void reserve(HttpServletRequest request) {
		long bytes = MalformedElements.of(request).maxResponseBytes();
		if (bytes > 0) {
			this.customers.customerOf(request)
				.ifPresent((customerId) -> this.memory.reserve(request, customerId, 2 * bytes));
		}
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
		MalformedElements.detachFrom(request);
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
