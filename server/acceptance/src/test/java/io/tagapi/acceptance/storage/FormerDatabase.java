package io.tagapi.acceptance.storage;

import java.util.List;

import io.tagapi.acceptance.ProductionServer;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.postgres.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A database as earlier versions have made it, in a schema of its own.
 */
final class FormerDatabase {

	private final EmbeddedPostgres postgres;

	private final String schema;

	private FormerDatabase(EmbeddedPostgres postgres, String schema) {
		this.postgres = postgres;
		this.schema = schema;
	}

	static FormerDatabase empty(EmbeddedPostgres postgres, String schema) {
		FormerDatabase database = new FormerDatabase(postgres, schema);
		database.jdbc().sql("create schema " + schema).update();
		return database;
	}

	/** As version 1.0 has made it. */
	static FormerDatabase ofVersion10(EmbeddedPostgres postgres, String schema) {
		return empty(postgres, schema).migrated("1");
	}

	/** As version 1.1 has made it. */
	static FormerDatabase ofVersion11(EmbeddedPostgres postgres, String schema) {
		return empty(postgres, schema).migrated("2");
	}

	private FormerDatabase migrated(String target) {
		Flyway.configure()
			.dataSource(address(), this.postgres.username(), this.postgres.password())
			.locations("classpath:db/migration", "classpath:db/former")
			.target(target)
			.load()
			.migrate();
		return this;
	}

	/**
	 * Fifty customers with ten tags each, of which each is on so many devices. Some names
	 * are the same by the rule of {@code NameKey}, and were not before.
	 */
	FormerDatabase filled(int devices) {
		jdbc().sql("""
				insert into customer (customer_id, listed, tag_count) select 'customer-' || c, true, 10
				from generate_series(1, 50) c;

				insert into tag (customer_id, tag_id, name, name_key, description, created_on, modified_on,
				  assigned_device_count)
				select 'customer-' || c,
				  cast('01900000-0000-7000-8000-' || lpad(to_hex(c), 6, '0') || lpad(to_hex(t), 6, '0') as uuid),
				  n.name, lower(n.name), 'The devices of floor ' || t, 1760000000000 + t, 1760000000000 + t, :devices
				from generate_series(1, 50) c cross join generate_series(1, 10) t
				cross join lateral (
				  select case t when 9 then 'Ｆｌｏｏｒ １' when 10 then 'Straße' else 'Floor ' || t end) n (name);

				insert into assignment (customer_id, tag_id, device_id)
				select customer_id, tag_id, '35' || lpad(cast(d as text), 13, '0')
				from tag cross join generate_series(1, :devices) d;
				""").param("devices", devices).update();
		return this;
	}

	JdbcClient jdbc() {
		return JdbcClient
			.create(new DriverManagerDataSource(address(), this.postgres.username(), this.postgres.password()));
	}

	/** Only it has to be closed. */
	SingleConnectionDataSource connection() {
		return new SingleConnectionDataSource(address(), this.postgres.username(), this.postgres.password(), true);
	}

	private String address() {
		String address = this.postgres.jdbcUrl();
		return address + (address.contains("?") ? "&" : "?") + "currentSchema=" + this.schema;
	}

	ConfigurableApplicationContext startServer(TestIssuer issuer) {
		return ProductionServer.start("--server.port=0", "--spring.datasource.url=" + address(),
				"--spring.datasource.username=" + this.postgres.username(),
				"--spring.datasource.password=" + this.postgres.password(),
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address());
	}

	/** Tables, columns, constraints and indexes. */
	List<String> structure() {
		return jdbc()
			.sql("""
					select concat_ws(' ', table_name, column_name, data_type, collation_name, is_nullable, column_default)
					from information_schema.columns where table_schema = :schema
					union all
					select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
					from pg_constraint where connamespace = to_regnamespace(:schema)
					union all
					select concat_ws(' ', i.indexrelid::regclass, replace(pg_get_indexdef(i.indexrelid), :schema || '.', ''),
					  i.indisvalid)
					from pg_index i join pg_class c on c.oid = i.indexrelid
					where c.relnamespace = to_regnamespace(:schema)
					order by 1
					""")
			.param("schema", this.schema)
			.query((row, number) -> row.getString(1))
			.list();
	}

	/**
	 * The data of before the migrations, of customers without a change since.
	 */
	List<String> rows() {
		return jdbc()
			.sql("""
					select concat_ws('|', 'customer', customer_id, listed, tag_count) from customer
					where customer_id like 'customer-%'
					union all
					select concat_ws('|', 'tag', customer_id, tag_id, name, description, predefined_type,
					  assigned_device_count, created_on, modified_on) from tag
					where customer_id like 'customer-%'
					union all
					select concat_ws('|', 'assignments', customer_id, tag_id, count(*), md5(string_agg(device_id, ',' order by device_id)))
					from assignment where customer_id like 'customer-%' group by customer_id, tag_id
					order by 1
					""")
			.query((row, number) -> row.getString(1))
			.list();
	}

}
