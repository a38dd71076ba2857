package io.tagapi.server.assignment;

import java.util.List;
import java.util.Optional;

import io.tagapi.server.storage.Purge;
import io.tagapi.server.storage.Transactions;

import org.springframework.stereotype.Component;

/**
 * Deletes the assignments of deleted tags, which no request sees any more. A transaction
 * deletes a batch of one tag, which it locks, so servers do not wait for each other.
 */
@Component
class DeletedTagPurge implements Purge {

	/** As many as the largest bulk call has for one tag. */
	static final int BATCH_OF_ASSIGNMENTS = 10_000;

	private final DeletedTags tags;

	private final Transactions transactions;

	DeletedTagPurge(DeletedTags tags, Transactions transactions) {
		this.tags = tags;
		this.transactions = transactions;
	}

	@Override
	public boolean isUrgent() {
		return true;
	}

	@Override
	public List<String> customers() {
		return this.tags.customers();
	}

	@Override
	public boolean deleteBatch(String customerId) {
		return this.transactions.run(() -> {
			Optional<DeletedTags.DeletedTag> tag = this.tags.lockNext(customerId);
			tag.ifPresent(this::deleteBatch);
			return tag.isPresent();
		});
	}

	private void deleteBatch(DeletedTags.DeletedTag tag) {
		this.tags.endOfBatch(tag, BATCH_OF_ASSIGNMENTS)
			.ifPresentOrElse((end) -> this.tags.deleteTo(tag, end), () -> this.tags.deleteRest(tag));
	}

}
