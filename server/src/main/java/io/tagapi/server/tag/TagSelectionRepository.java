package io.tagapi.server.tag;

import io.tagapi.server.customer.CustomerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for selections of tags. It looks at every tag of the customer, of which there
 * are not so many that an index for each order would pay.
 */
@Repository
class TagSelectionRepository {

	private final JdbcClient jdbc;

	TagSelectionRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** As the plain list, all of it comes from one statement. */
	TagList list(CustomerId customer, TagSelection selection, PageRequest page) {
		TagOrder order = selection.order();
		String column = order.property().column();
		String direction = order.descending() ? "desc" : "asc";
		String chosen = "customer_id = :customer and position(:text in split_part(name_key, chr(1), 1)) > 0";
		@Nullable Cursor after = page.after();
		JdbcClient.StatementSpec statement = this.jdbc
			.sql("""
					select c.version, coalesce(c.revision, 0) as revision, (select count(*) from tag where %1$s) as total, t.*
					from customer c
					left join lateral (
					  select tag_id, name, name_key, description, predefined_type, assigned_device_count,
					    created_on, modified_on
					  from tag
					  where %1$s%2$s
					  order by %3$s %4$s, tag_id %4$s
					  limit :limit offset :offset
					) t on true
					where c.customer_id = :customer
					order by t.%3$s %4$s, t.tag_id %4$s
					"""
				.formatted(chosen, (after != null) ? following(order) : "", column, direction))
			.param("customer", customer.value())
			.param("text", (selection.text() != null) ? NameKey.of(selection.text()).value() : "")
			.param("limit", page.size() + 1)
			.param("offset", page.offset());
		if (after != null) {
			statement = position(statement, after, order);
		}
		return statement.query((ResultSetExtractor<TagList>) (rows) -> TagRepository.toList(rows, page.size()));
	}

	/** Names are unique, so among them the id decides nothing. */
	private static String following(TagOrder order) {
		String comparison = order.descending() ? "<" : ">";
		return (order.property() == TagOrder.Property.NAME) ? " and name_key " + comparison + " :name"
				: " and (%s, tag_id) %s (:number, :id)".formatted(order.property().column(), comparison);
	}

	private static JdbcClient.StatementSpec position(JdbcClient.StatementSpec statement, Cursor after, TagOrder order) {
		if (order.property() == TagOrder.Property.NAME) {
			return statement.param("name", after.name().value());
		}
		Cursor.NumberAndId position = after.number();
		return statement.param("number", position.number()).param("id", position.id());
	}

}
