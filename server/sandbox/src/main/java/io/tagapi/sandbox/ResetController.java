package io.tagapi.sandbox;

import java.time.Duration;
import java.util.regex.Pattern;

import io.tagapi.server.customer.CustomerAccess;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.limit.LargeRequest;
import io.tagapi.server.http.request.JsonBody;
import io.tagapi.server.http.request.OnlyParameter;
import io.tagapi.server.http.request.OperationScope;
import io.tagapi.server.http.response.Success;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives a customer of the sandbox its first tags back, or those in the request: for a
 * person who wants a fresh start, and for each test in CI. It has the limits of any
 * operation.
 */
@RestController
class ResetController {

	static final String PATH = SandboxSecurity.OPERATIONS + "/reset";

	private static final Pattern CUSTOMER = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private final CustomerAccess customers;

	private final Seeds seeds;

	private final SandboxWorld world;

	private final ResetTurns turns;

	private final Duration timeLimit;

	ResetController(CustomerAccess customers, Seeds seeds, SandboxWorld world, ResetTurns turns,
			@Value("${tag-api.request-timeout}") Duration timeLimit) {
		this.customers = customers;
		this.seeds = seeds;
		this.world = world;
		this.turns = turns;
		this.timeLimit = timeLimit;
	}

	@PostMapping(PATH)
	ResetResponse reset(HttpServletRequest request) {
		String customerId = OnlyParameter.require(request, "customerId");
		if (!CUSTOMER.matcher(customerId).matches()) {
			throw ApiException.invalid("customerId must match " + CUSTOMER);
		}
		byte[] seed = JsonBody.of(request);
		return OperationScope.call(this.timeLimit,
				() -> reset(this.customers.require(customerId), seed, LargeRequest.is(request)));
	}

	private ResetResponse reset(CustomerId customer, byte[] body, boolean isLarge) {
		if (isLarge) {
			OperationScope.current().ifPresent(OperationScope::markLarge);
		}
		return this.turns.await(customer.value(), isLarge, () -> {
			Seed seed = (body.length > 0) ? this.seeds.parse(body) : this.seeds.of(customer.value());
			this.world.reset(customer, seed);
			return ResetResponse.of(seed);
		});
	}

	/**
	 * A response in the envelope of the API.
	 *
	 * @param result the HTTP status
	 * @param code the code
	 * @param message the message
	 * @param data how much the customer has now
	 */
	record ResetResponse(int result, String code, String message, Contents data) {

		private static ResetResponse of(Seed seed) {
			return new ResetResponse(Success.OK.result(), Success.OK.code(), Success.MESSAGE,
					new Contents(seed.tags().size(), seed.assignmentCount()));
		}

		record Contents(int tagCount, int assignmentCount) {
		}

	}

}
