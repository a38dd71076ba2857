package io.tagapi.server.tag;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.tagapi.server.customer.Customers;
import org.jspecify.annotations.Nullable;
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
 * Names in ASCII have had the same key by every rule. With others a key is stored twice,
 * the second time as checked, which an earlier version does not do. A change of the rule
 * needs a migration that empties the second.
 *
 * <p>
 * Each key is changed by a statement of its own, so no lock is held for long, and a
 * process that ends midway leaves work to the next run only. A run that finds nothing to
 * do changes nothing.
 */
final class NameKeys {

	private static final Logger logger = LoggerFactory.getLogger(NameKeys.class);

	private final JdbcClient jdbc;

	private final Customers customers;

	NameKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
		this.customers = new Customers(jdbc);
	}

	/**
	 * What is stored as checked beside a key.
	 * @param name the name of a tag
	 * @param key the key that is its own
	 * @return the key, if it depends on the rule
	 */
	static @Nullable String checked(String name, NameKey key) {
		return StandardCharsets.US_ASCII.newEncoder().canEncode(name) ? null : key.value();
	}

	/**
	 * The customers whose keys may need a refresh: a tag has a key that is not checked,
	 * or stands behind another. PostgreSQL takes that for most tags and would read them
	 * all. Within a transaction, a setting makes it use the index of the others.
	 */
	List<String> customers() {
		this.jdbc.sql("set local enable_seqscan = off").update();
		return this.jdbc.sql("""
				select distinct customer_id from tag
				where checked_key is distinct from name_key
				and (octet_length(name) <> char_length(name) or position(chr(1) in name_key) > 0)
				""").query((row, number) -> row.getString("customer_id")).list();
	}

	/** Refreshes the keys of a customer. */
	void refresh(String customerId) {
		List<Rekeyed> changes = changes(customerId);
		if (changes.isEmpty()) {
			return;
		}
		changes.forEach((change) -> update(customerId, change));
		if (changes.stream().allMatch(Rekeyed::isCheckOnly)) {
			return;
		}
		// Servers and clients see by the revision that a list which they keep is out of
		// date.
		this.customers.renewRevision(customerId);
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
			Rekeyed wanted = oldest ? new Rekeyed(tag, own, checked(tag.name(), own))
					: new Rekeyed(tag, own.behind(tag.id()), null);
			if (wanted.isChange()) {
				(oldest ? taking : leaving).add(wanted);
			}
		}
		leaving.addAll(taking);
		return leaving;
	}

	private List<Keyed> tags(String customerId) {
		return this.jdbc.sql("""
				select tag_id, name, name_key, checked_key from tag where customer_id = ?
				order by created_on, tag_id
				""").param(customerId).query(NameKeys::keyed).list();
	}

	private static Keyed keyed(ResultSet row, int rowNumber) throws SQLException {
		return new Keyed(row.getObject("tag_id", UUID.class), row.getString("name"), row.getString("name_key"),
				row.getString("checked_key"));
	}

	/** A tag that was renamed meanwhile has its key already. */
	private void update(String customerId, Rekeyed change) {
		try {
			this.jdbc.sql("""
					update tag set name_key = ?, checked_key = ?
					where customer_id = ? and tag_id = ? and name = ? and name_key = ?
					""")
				.param(change.key().value())
				.param(change.checkedKey())
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

	private record Keyed(UUID id, String name, String key, @Nullable String checkedKey) {
	}

	private record Rekeyed(Keyed tag, NameKey key, @Nullable String checkedKey) {

		boolean isChange() {
			return !isCheckOnly() || !Objects.equals(this.checkedKey, this.tag.checkedKey());
		}

		boolean isCheckOnly() {
			return this.key.value().equals(this.tag.key());
		}

	}

}
