package io.tagapi.server.idempotency;

import java.time.Clock;
import java.time.Duration;

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

	private final ClaimRepository claims;

	private final Transactions transactions;

	private final Clock clock;

	KeyPurge(ClaimRepository claims, Transactions transactions, Clock clock) {
		this.claims = claims;
		this.transactions = transactions;
		this.clock = clock;
	}

	@Override
	public void run() {
		long limit = this.clock.instant().minus(IdempotentCalls.RETENTION).minus(MARGIN).toEpochMilli();
		for (String customerId : this.claims.customersWithKeysBefore(limit)) {
			this.transactions.run(() -> this.claims.deleteBefore(customerId, limit));
		}
	}

}
