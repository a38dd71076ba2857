package io.tagapi.server.customer;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.springframework.http.ETag;

/**
 * A version of a customer's data. Each change makes another one. The number alone does
 * not tell: a database that was restored, or a sandbox that was deleted, reaches it again
 * by other changes. A number of the transaction would not either: each node of a cluster
 * counts its own.
 *
 * @param number grows by one with each change, from 0
 * @param revision random for each change; 0 if a server of an earlier version has made it
 */
public record CustomerVersion(long number, long revision) {

	/** The version of a customer who has no data. */
	public static final CustomerVersion NONE = new CustomerVersion(0, 0);

	/** What a statement on the table {@code customer c} selects to get the version. */
	public static final String COLUMNS = "c.version, coalesce(c.revision, 0) as revision";

	/**
	 * Reads the version.
	 * @param row a row with {@link #COLUMNS}
	 * @return the version
	 * @throws SQLException if the row cannot be read
	 */
	public static CustomerVersion of(ResultSet row) throws SQLException {
		return new CustomerVersion(row.getLong("version"), row.getLong("revision"));
	}

	/**
	 * The entity tag of what is made of all data of the customer.
	 * @return a strong entity tag
	 */
	public ETag entityTag() {
		return new ETag(Long.toHexString(this.number) + "-" + Long.toHexString(this.revision), false);
	}

}
