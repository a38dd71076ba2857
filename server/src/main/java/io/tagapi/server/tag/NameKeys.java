package io.tagapi.server.tag;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives stored tags the keys that their names have by today's rule. Of several tags whose
 * names have become the same, the oldest keeps the key, and the others stand right behind
 * it until they are renamed or it is gone.
 *
 * <p>
 * Each key is changed by a statement of its own, so no lock is held for long, and a
 * process that ends midway leaves work to the next run only. A run that finds nothing to
 * do changes nothing.
 */
final class NameKeys {

	private static final Logger logger = LoggerFactory.getLogger(NameKeys.class);

	private final JdbcClient jdbc;

	NameKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Refreshes the keys of all customers that may need it: names in ASCII have had the
	 * same key by every rule.
	 */
	void refresh() {
		this.jdbc.sql("select distinct customer_id from tag where octet_length(name) <> char_length(name)")
			.query((row, number) -> row.getString("customer_id"))
			.list()
			.forEach(this::refresh);
	}

	private void refresh(String customerId) {
		List<Rekeyed> changes = changes(customerId);
		if (changes.isEmpty()) {
			return;
		}
		changes.forEach((change) -> update(customerId, change));
		// Servers and clients see by the revision that a list which they keep is out of
		// date.
		this.jdbc.sql("update customer set revision = ? where customer_id = ?")
			.param(ThreadLocalRandom.current().nextLong())
			.param(customerId)
			.update();
		logger.info("Refreshed the keys of {} tag names of the customer {}", changes.size(), customerId);
	}

	/** First come those that leave a key, then those that take it. */
	private List<Rekeyed> changes(String customerId) {
		List<Rekeyed> leaving = new ArrayList<>();
		List<Rekeyed> taking = new ArrayList<>();
		Set<NameKey> taken = new HashSet<>();
		for (Keyed tag : tags(customerId)) {
			NameKey own = NameKey.of(tag.name());
			boolean oldest = taken.add(own);
			NameKey wanted = oldest ? own : own.behind(tag.id());
			if (!wanted.value().equals(tag.key())) {
				(oldest ? taking : leaving).add(new Rekeyed(tag, wanted));
			}
		}
		leaving.addAll(taking);
		return leaving;
	}

	private List<Keyed> tags(String customerId) {
		return this.jdbc.sql("select tag_id, name, name_key from tag where customer_id = ? order by created_on, tag_id")
			.param(customerId)
			.query(NameKeys::keyed)
			.list();
	}

	private static Keyed keyed(ResultSet row, int rowNumber) throws SQLException {
		return new Keyed(row.getObject("tag_id", UUID.class), row.getString("name"), row.getString("name_key"));
	}

	/** A tag that was renamed meanwhile has its key already. */
	private void update(String customerId, Rekeyed change) {
		try {
			this.jdbc
				.sql("update tag set name_key = ? where customer_id = ? and tag_id = ? and name = ? and name_key = ?")
				.param(change.key().value())
				.param(customerId)
				.param(change.tag().id())
				.param(change.tag().name())
				.param(change.tag().key())
				.update();
		}
		catch (DuplicateKeyException ex) {
			logger.debug("Another tag has taken the key of tag {} meanwhile: left to the next run", change.tag().id(),
					ex);
		}
	}

	private record Keyed(UUID id, String name, String key) {
	}

	private record Rekeyed(Keyed tag, NameKey key) {
	}

}
