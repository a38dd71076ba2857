package io.tagapi.acceptance.storage;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The Citus cluster that the tests are given, such as
 * {@code -Dtest.citus.url=jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres}: a
 * database of the coordinator, to which the workers have been added, as its superuser.
 */
public final class CitusCluster {

	public static final String SETTING = "test.citus.url";

	private CitusCluster() {
	}

	public static Optional<String> address() {
		return Optional.ofNullable(System.getProperty(SETTING)).filter((address) -> !address.isBlank());
	}

	/**
	 * Makes a database on all nodes of the cluster, and drops what an earlier run may
	 * have left.
	 * @return its address
	 */
	public static String newDatabase(String name) {
		String given = address().orElseThrow();
		JdbcClient coordinator = connect(given);
		List<Node> workers = coordinator
			.sql("select nodename, nodeport from pg_dist_node where groupid > 0 and isactive and noderole = 'primary'")
			.query((row, rowNumber) -> new Node(row.getString(1), row.getInt(2)))
			.list();
		create(given, name);
		workers.forEach((worker) -> create(worker.in(given), name));
		JdbcClient database = connect(inDatabase(given, name));
		database.sql("select citus_set_coordinator_host(host(inet_server_addr()), inet_server_port())")
			.query()
			.listOfRows();
		workers.forEach((worker) -> database.sql("select citus_add_node(?, ?)")
			.params(worker.name(), worker.port())
			.query()
			.listOfRows());
		return inDatabase(given, name);
	}

	private static void create(String node, String name) {
		connect(node).sql("drop database if exists " + name + " with (force)").update();
		connect(node).sql("create database " + name).update();
		connect(inDatabase(node, name)).sql("create extension citus").update();
	}

	public static JdbcClient connect(String address) {
		return JdbcClient.create(new DriverManagerDataSource(address));
	}

	private static String inDatabase(String address, String name) {
		return address.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
	}

	/** Where a worker is. */
	private record Node(String name, int port) {

		String in(String address) {
			return address.replaceFirst("//[^/]+/", "//" + this.name + ":" + this.port + "/");
		}

	}

}
