package io.tagapi.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.tagapi.server.customer.CustomerAccess;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives a customer of the sandbox its first tags back, or those in the request: for a
 * person who wants to begin anew, and for each test in CI.
 */
@RestController
class ResetController {

	static final String PATH = "/sandbox/v1/reset";

	private static final Pattern CUSTOMER = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	/** The sandbox runs on the machine of its user, who may fill it as they like. */
	private static final int MAX_SIZE = 16 << 20;

	private final CustomerAccess customers;

	private final Seeds seeds;

	private final SandboxWorld world;

	ResetController(CustomerAccess customers, Seeds seeds, SandboxWorld world) {
		this.customers = customers;
		this.seeds = seeds;
		this.world = world;
	}

	@PostMapping(PATH)
	ResetResponse reset(@RequestParam(required = false) @Nullable String customerId, HttpServletRequest request)
			throws IOException {
		if (customerId == null) {
			throw new ApiException(ErrorCode.MISSING_REQUIRED_PARAM, "customerId is required");
		}
		if (!CUSTOMER.matcher(customerId).matches()) {
			throw new ApiException(ErrorCode.RESOURCE_INVALID_PARAM, "customerId must match " + CUSTOMER);
		}
		CustomerId customer = this.customers.require(customerId);
		byte[] body = request.getInputStream().readNBytes(MAX_SIZE + 1);
		Seed seed = (body.length > 0) ? read(body) : this.seeds.of(customerId);
		this.world.reset(customer, seed);
		return ResetResponse.of(seed);
	}

	private static Seed read(byte[] body) {
		if (body.length > MAX_SIZE) {
			throw new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "at most " + MAX_SIZE + " bytes are accepted");
		}
		try {
			Seed seed = Seeds.parse(body);
			List<String> problems = seed.problems();
			if (!problems.isEmpty()) {
				throw new ApiException(ErrorCode.RESOURCE_INVALID_PARAM, String.join("; ", problems));
			}
			return seed;
		}
		catch (JacksonException ex) {
			throw new ApiException(ErrorCode.RESOURCE_INVALID_PARAM,
					"the request body is no seed: " + ex.getOriginalMessage());
		}
	}

	/**
	 * A response in the envelope of the API.
	 *
	 * @param result the HTTP status
	 * @param code the code
	 * @param message the message
	 * @param data how much the customer has now
	 */
	record ResetResponse(int result, String code, String message, Map<String, Integer> data) {

		private static ResetResponse of(Seed seed) {
			return new ResetResponse(200, "20000000", "SUCCESS",
					Map.of("tagCount", seed.tags().size(), "assignmentCount", seed.assignmentCount()));
		}

	}

}
