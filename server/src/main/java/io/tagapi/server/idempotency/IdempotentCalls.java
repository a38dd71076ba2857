package io.tagapi.server.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.response.WrittenJson;
import io.tagapi.server.storage.Transactions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;

/**
 * Executes a request with a key once, and replays the stored response to repetitions.
 *
 * <p>
 * The record of a key is inserted in a transaction of its own, so that others see it. The
 * transaction that does the work locks the record and stores the response in it: both
 * last, or neither. A server that crashes leaves a record that nobody holds, and the next
 * request with the key takes it over. The record is locked before anything else is, and
 * nobody waits for it.
 */
@Service
public class IdempotentCalls {

	/** How long a key is kept. */
	static final Duration RETENTION = Duration.ofHours(24);

	private static final String REPLAYED = "Idempotency-Replayed";

	private final IdempotencyRecordRepository records;

	private final Transactions transactions;

	private final JsonMapper mapper;

	private final Clock clock;

	IdempotentCalls(IdempotencyRecordRepository records, Transactions transactions, JsonMapper mapper, Clock clock) {
		this.records = records;
		this.transactions = transactions;
		this.mapper = mapper;
		this.clock = clock;
	}

	/**
	 * Does the work, unless a request with this key has done it.
	 * @param <T> the type of the body
	 * @param customer whose key it is
	 * @param key the key; without one the work is simply done
	 * @param fingerprint the fingerprint of the request; only read if there is a key
	 * @param work executes the request; if it throws, the key stays free
	 * @return the response
	 * @throws ApiException 409 if a request with the key is under way, or was about
	 * something else
	 */
	public <T> ResponseEntity<T> respond(CustomerId customer, @Nullable String key, Supplier<Fingerprint> fingerprint,
			Supplier<ResponseEntity<T>> work) {
		if (key == null) {
			return work.get();
		}
		Fingerprint request = fingerprint.get();
		long now = this.clock.millis();
		this.transactions.run(() -> {
			this.records.insert(customer, key, now, now - RETENTION.toMillis());
			return key;
		});
		return WrittenJson.inPlaceOfModel(this.transactions.run(() -> {
			IdempotencyRecord found = this.records.lock(customer, key, request)
				.orElseThrow(() -> new ApiException(ErrorCode.REQUEST_IN_PROGRESS, null));
			if (found.response() != null) {
				return replay(found.response(), request);
			}
			// The bytes that are stored are those that are sent.
			ResponseEntity<WrittenJson> response = WrittenJson.of(work.get(), this.mapper);
			this.records.store(customer, key, StoredResponse.of(request, response), this.clock.millis());
			return response;
		}));
	}

	private static ResponseEntity<WrittenJson> replay(StoredResponse response, Fingerprint request) {
		if (!response.request().equals(request)) {
			throw new ApiException(ErrorCode.CONFLICT, "the Idempotency-Key was used for a request with other content");
		}
		return response.replay(REPLAYED);
	}

}
