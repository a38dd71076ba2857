package io.tagapi.server.tag;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import io.tagapi.server.customer.CustomerData;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.CustomerVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for tags.
 */
@Repository
class TagRepository implements CustomerData {

	private static final String COLUMNS = """
			tag_id, name, name_key, description, predefined_type, assigned_device_count, created_on, modified_on""";

	private static final String INSERT = """
			insert into tag (customer_id, tag_id, name, name_key, checked_key, description, created_on, modified_on)
			values (:customer, :id, :name, :nameKey, :checkedKey, :description, :now, :now)
			on conflict (customer_id, name_key) do nothing""";

	private final JdbcClient jdbc;

	private final NamedParameterJdbcOperations batch;

	TagRepository(JdbcClient jdbc, NamedParameterJdbcOperations batch) {
		this.jdbc = jdbc;
		this.batch = batch;
	}

	/**
	 * The page, the total and the version come from one statement, so they agree. It
	 * names the customer twice, because Citus does not conclude the one from the other,
	 * and would ask all shards.
	 */
	TagList list(CustomerId customer, PageRequest page) {
		return this.jdbc.sql("""
				select c.version, coalesce(c.revision, 0) as revision, c.tag_count as total, t.*
				from customer c
				left join lateral (
				  select tag_id, name, name_key, description, predefined_type, assigned_device_count,
				    created_on, modified_on
				  from tag
				  where customer_id = :customer and name_key > :after
				  order by name_key
				  limit :limit offset :offset
				) t on true
				where c.customer_id = :customer
				order by t.name_key
				""")
			.param("customer", customer.value())
			.param("after", (page.after() != null) ? page.after().name().value() : "")
			.param("limit", page.size() + 1)
			.param("offset", page.offset())
			.query((ResultSetExtractor<TagList>) (rows) -> toList(rows, page.size()));
	}

	static TagList toList(ResultSet rows, int size) throws SQLException {
		CustomerVersion version = CustomerVersion.NONE;
		long total = 0;
		boolean hasMore = false;
		List<StoredTag> tags = new ArrayList<>();
		while (rows.next()) {
			version = CustomerVersion.of(rows);
			total = rows.getLong("total");
			if (tags.size() == size) {
				hasMore = true;
			}
			else if (rows.getObject("tag_id") != null) {
				tags.add(tag(rows, 0));
			}
		}
		return new TagList(version, total, tags, hasMore);
	}

	/** Returns nothing if the name is taken. */
	Optional<StoredTag> insert(CustomerId customer, NewTag tag, long now) {
		return this.jdbc.sql(INSERT + " returning " + COLUMNS)
			.paramSource(parameters(customer, tag, now))
			.query(TagRepository::tag)
			.optional();
	}

	/** Returns a tag whose name is taken. */
	Optional<NewTag> insertAll(CustomerId customer, List<NewTag> tags, long now) {
		int[] inserted = this.batch.batchUpdate(INSERT,
				tags.stream().map((tag) -> parameters(customer, tag, now)).toArray(SqlParameterSource[]::new));
		return IntStream.range(0, inserted.length).filter((i) -> inserted[i] == 0).mapToObj(tags::get).findFirst();
	}

	private static SqlParameterSource parameters(CustomerId customer, NewTag tag, long now) {
		NameKey key = NameKey.of(tag.name());
		return new MapSqlParameterSource("customer", customer.value()).addValue("id", tag.id())
			.addValue("name", tag.name())
			.addValue("nameKey", key.value())
			.addValue("checkedKey", NameKeys.checked(tag.name(), key), Types.VARCHAR)
			.addValue("description", tag.description(), Types.VARCHAR)
			.addValue("now", now);
	}

	/**
	 * Changes a tag. {@code modified_on} always grows, even when the clock does not. A
	 * name that stays keeps its key, which need not be its own: see {@link NameKeys}. A
	 * name that is taken is found before the index would reject the statement, which the
	 * database writes to its log: only one that is taken at the same time is left to the
	 * index.
	 * @return the tag as it is now; nothing if there is no such tag or the name is taken
	 * @throws org.springframework.dao.DuplicateKeyException if the name has been taken
	 * meanwhile
	 */
	Optional<StoredTag> update(CustomerId customer, UUID id, TagChange change, long now) {
		return this.jdbc
			.sql("update tag set name = coalesce(:name, name), "
					+ " name_key = case when name = :name then name_key else coalesce(:nameKey, name_key) end,"
					+ " checked_key = case when coalesce(:name, name) = name then checked_key else :checkedKey end,"
					+ " description = case when :changesDescription then :description else description end,"
					+ " modified_on = greatest(:now, modified_on + 1)"
					+ " where customer_id = :customer and tag_id = :id and (name = :name or not exists ("
					+ "  select from tag other where other.customer_id = :customer and other.name_key = :nameKey"
					+ "   and other.tag_id <> :id))" + " returning " + COLUMNS)
			.param("customer", customer.value())
			.param("id", id)
			.param("name", change.name(), Types.VARCHAR)
			.param("nameKey", (change.name() != null) ? NameKey.of(change.name()).value() : null, Types.VARCHAR)
			.param("checkedKey",
					(change.name() != null) ? NameKeys.checked(change.name(), NameKey.of(change.name())) : null,
					Types.VARCHAR)
			.param("changesDescription", change.changesDescription())
			.param("description", change.description(), Types.VARCHAR)
			.param("now", now)
			.query(TagRepository::tag)
			.optional();
	}

	/** Returns nothing if there is no such tag. */
	Optional<StoredTag> find(CustomerId customer, UUID id) {
		return this.jdbc.sql("select " + COLUMNS + " from tag where customer_id = ? and tag_id = ?")
			.param(customer.value())
			.param(id)
			.query(TagRepository::tag)
			.optional();
	}

	/** Returns nothing if there is no such tag. */
	Optional<StoredTag> lock(CustomerId customer, UUID id) {
		return this.jdbc.sql("select " + COLUMNS + " from tag where customer_id = ? and tag_id = ? for update")
			.param(customer.value())
			.param(id)
			.query(TagRepository::tag)
			.optional();
	}

	void delete(CustomerId customer, UUID id) {
		this.jdbc.sql("delete from tag where customer_id = ? and tag_id = ?")
			.param(customer.value())
			.param(id)
			.update();
	}

	private static StoredTag tag(ResultSet row, int rowNumber) throws SQLException {
		return new StoredTag(row.getObject("tag_id", UUID.class), row.getString("name"),
				new NameKey(row.getString("name_key")), row.getString("description"), row.getString("predefined_type"),
				row.getLong("assigned_device_count"), row.getLong("created_on"), row.getLong("modified_on"));
	}

	@Override
	public void deleteAll(CustomerId customer) {
		this.jdbc.sql("delete from tag where customer_id = ?").param(customer.value()).update();
	}

}
