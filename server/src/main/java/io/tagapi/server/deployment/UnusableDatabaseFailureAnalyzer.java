package io.tagapi.server.deployment;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Says what is wrong with the database of the operator, by the class of PostgreSQL's
 * error.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL
 * Error Codes</a>
 */
class UnusableDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	/** Without the rest of the address, which may hold a password. */
	private static final Pattern SERVERS = Pattern.compile("//(?:[^/?@]*@)?([^/?]+)");

	private final Environment environment;

	UnusableDatabaseFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
		String state = String.valueOf(cause.getSQLState());
		@Nullable String problem = switch (state.substring(0, 2)) {
			case "08", "57" -> "The database of spring.datasource.url cannot be reached";
			case "28" -> "The database refuses spring.datasource.username and spring.datasource.password";
			case "3D" -> "There is no database of the name that spring.datasource.url has";
			case "53" -> "The database of spring.datasource.url has no connection left";
			case "42" -> state.equals("42501")
					? "The user spring.datasource.username may not create tables in the database" : null;
			// R__distribute_by_customer.sql
			case "TA" -> "The database of spring.datasource.url has no Citus, which tag-api.database.citus asks for";
			default -> null;
		};
		return (problem != null) ? new FailureAnalysis(problem + ": " + oneLine(cause) + ".",
				"See the table of settings in docs/configuration.md.", rootFailure) : null;
	}

	/** The driver's own sentence does not always name the host. */
	private String oneLine(SQLException cause) {
		String servers = servers();
		if (cause.getCause() instanceof UnknownHostException unknown) {
			return "there is no host " + unknown.getMessage();
		}
		if (cause.getCause() instanceof SocketTimeoutException) {
			return "nothing responds at " + servers;
		}
		String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("").replaceAll("\\.$", "");
		boolean needsAddress = String.valueOf(cause.getSQLState()).startsWith("08") && !line.contains(servers);
		return needsAddress ? line + ", at " + servers : line;
	}

	private String servers() {
		Matcher servers = SERVERS.matcher(this.environment.getProperty("spring.flyway.url",
				this.environment.getProperty(ProductionCheck.DATABASE, "")));
		return servers.find() ? servers.group(1) : "that address";
	}

}
