package io.tagapi.server.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.tagapi.server.storage.Purge;
import io.tagapi.server.storage.Transactions;

import org.springframework.stereotype.Component;

/**
 * Removes the keys that are no longer kept, one customer after the other: an hour later
 * than they could be, so that no request under way loses the one that it has just found.
 */
@Component
class KeyPurge implements Purge {

	private static final Duration MARGIN = Duration.ofHours(1);

	private final IdempotencyRecordRepository records;

	private final Transactions transactions;

	private final Clock clock;

	KeyPurge(IdempotencyRecordRepository records, Transactions transactions, Clock clock) {
		this.records = records;
		this.transactions = transactions;
		this.clock = clock;
	}

	@Override
	public List<String> customers() {
		return this.transactions.run(() -> this.records.customersWithKeysBefore(limit()));
	}

	@Override
	public boolean deleteBatch(String customerId) {
		return this.transactions.run(() -> this.records.deleteBefore(customerId, limit(), BATCH) >= BATCH);
	}

	private long limit() {
		return this.clock.instant().minus(IdempotentCalls.RETENTION).minus(MARGIN).toEpochMilli();
	}

}
