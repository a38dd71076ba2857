package io.tagapi.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

import io.tagapi.server.customer.CustomerAccess;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.limit.BodyMemory;
import io.tagapi.server.http.response.Success;
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

	/**
	 * Hundreds of thousands of assignments. Its objects need ten times as much memory.
	 */
	private static final int MAX_SIZE = 8_000_000;

	private static final int CHUNK = 65_536;

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	/**
	 * One reset at a time has memory and a connection to the database; others wait for
	 * it.
	 */
	private final Lock lock = new ReentrantLock(true);

	private final CustomerAccess customers;

	private final Seeds seeds;

	private final SandboxWorld world;

	private final BodyMemory memory;

	ResetController(CustomerAccess customers, Seeds seeds, SandboxWorld world, BodyMemory memory) {
		this.customers = customers;
		this.seeds = seeds;
		this.world = world;
		this.memory = memory;
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
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try {
			receive(request.getInputStream(), customerId, body);
			return reset(customer, body.toByteArray());
		}
		finally {
			this.memory.give(customerId, body.size());
		}
	}

	private void receive(InputStream input, String customerId, ByteArrayOutputStream body) throws IOException {
		byte[] chunk = new byte[CHUNK];
		for (int length = input.read(chunk); length >= 0; length = input.read(chunk)) {
			this.memory.take(customerId, length);
			body.write(chunk, 0, length);
			if (body.size() > MAX_SIZE) {
				throw new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "at most " + MAX_SIZE + " bytes are accepted");
			}
		}
	}

	private ResetResponse reset(CustomerId customer, byte[] body) {
		awaitOthers();
		try {
			Seed seed = (body.length > 0) ? read(body) : this.seeds.of(customer.value());
			this.world.reset(customer, seed);
			return ResetResponse.of(seed);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitOthers() {
		try {
			if (this.lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new ApiException(ErrorCode.TOO_MANY_REQUESTS, "other resets are under way");
	}

	private static Seed read(byte[] body) {
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
			return new ResetResponse(Success.OK.result(), Success.OK.code(), Success.MESSAGE,
					Map.of("tagCount", seed.tags().size(), "assignmentCount", seed.assignmentCount()));
		}

	}

}
