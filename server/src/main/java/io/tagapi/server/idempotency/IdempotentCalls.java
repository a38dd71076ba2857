package io.tagapi.server.idempotency;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.error.ApiException;
import io.tagapi.server.error.ErrorCode;
import io.tagapi.server.storage.Transactions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;

/**
 * Does a request with a key once, and answers whoever repeats it as the first was
 * answered.
 *
 * <p>
 * A key is claimed in a transaction of its own, so that others see it. The claim is
 * locked by the transaction that does the work, which also stores the answer: both last,
 * or neither. So a server that crashes leaves a claim that nobody holds, and the next
 * request with the key takes it over. The claim is locked before anything else is, and
 * nobody waits for it.
 */
@Service
public class IdempotentCalls {

	/** How long a key is kept. */
	static final Duration RETENTION = Duration.ofHours(24);

	private static final String REPLAYED = "Idempotency-Replayed";

	private final ClaimRepository claims;

	private final Transactions transactions;

	private final JsonMapper mapper;

	private final Clock clock;

	IdempotentCalls(ClaimRepository claims, Transactions transactions, JsonMapper mapper, Clock clock) {
		this.claims = claims;
		this.transactions = transactions;
		this.mapper = mapper;
		this.clock = clock;
	}

	/**
	 * Does the work, unless a request with this key has done it.
	 * @param <T> the type of the body
	 * @param customer whose key it is
	 * @param key the key; without one the work is simply done
	 * @param asked what is asked for; it is only looked at if there is a key
	 * @param type the type of the body
	 * @param work does what is asked for, and answers; if it throws, the key stays free
	 * @return the answer
	 * @throws ApiException 409 if a request with the key is under way, or was about
	 * something else
	 */
	public <T> ResponseEntity<T> answer(CustomerId customer, @Nullable String key, Supplier<Fingerprint> asked,
			Class<T> type, Supplier<ResponseEntity<T>> work) {
		if (key == null) {
			return work.get();
		}
		Fingerprint request = asked.get();
		long now = this.clock.millis();
		this.transactions.run(() -> {
			this.claims.insert(customer, key, now, now - RETENTION.toMillis());
			return key;
		});
		return this.transactions.run(() -> {
			Claim claim = this.claims.lock(customer, key).orElseThrow(IdempotentCalls::underWay);
			if (claim.answer() != null) {
				return replay(claim.answer(), request, type);
			}
			ResponseEntity<T> answer = work.get();
			this.claims.answer(customer, key, store(request, answer), this.clock.millis());
			return answer;
		});
	}

	private <T> ResponseEntity<T> replay(StoredAnswer answer, Fingerprint request, Class<T> type) {
		if (!answer.request().equals(request)) {
			throw conflict("the Idempotency-Key was used for a request with other content");
		}
		HttpHeaders headers = new HttpHeaders();
		headers.set(REPLAYED, "true");
		if (answer.location() != null) {
			headers.setLocation(URI.create(answer.location()));
		}
		headers.setETag(answer.etag());
		return ResponseEntity.status(answer.status()).headers(headers).body(this.mapper.readValue(answer.body(), type));
	}

	private StoredAnswer store(Fingerprint request, ResponseEntity<?> answer) {
		HttpHeaders headers = answer.getHeaders();
		return new StoredAnswer(request, answer.getStatusCode().value(), headers.getFirst(HttpHeaders.LOCATION),
				headers.getETag(), this.mapper.writeValueAsString(Objects.requireNonNull(answer.getBody())));
	}

	private static ApiException underWay() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, "1");
		return new ApiException(ErrorCode.CONFLICT, "the first request with this Idempotency-Key is still under way",
				headers);
	}

	private static ApiException conflict(String specifics) {
		return new ApiException(ErrorCode.CONFLICT, specifics);
	}

}
