package io.tagapi.server.deployment;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.tagapi.server.TagApiServer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Stops the start without a database and a token issuer, before anything is started. A
 * program that contains the server, such as the sandbox, brings its own.
 */
class ProductionCheck implements EnvironmentPostProcessor, Ordered {

	static final String DATABASE = "spring.datasource.url";

	static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

	/** A driver around PostgreSQL's has a name of its own before it. */
	private static final Pattern WRAPPER = Pattern.compile("jdbc:[a-z0-9-]+:postgresql:");

	private static final Pattern URL = Pattern.compile("jdbc:postgresql:|" + WRAPPER);

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (application.getAllSources().contains(TagApiServer.class)) {
			checkPresent(environment);
			checkDatabase(environment.getRequiredProperty(DATABASE));
			IssuerAddress.check(ISSUER, environment.getRequiredProperty(ISSUER));
		}
	}

	private static void checkPresent(Environment environment) {
		List<String> missing = Stream.of(DATABASE, ISSUER)
			.filter((setting) -> !StringUtils.hasText(environment.getProperty(setting)))
			.toList();
		if (!missing.isEmpty()) {
			throw new InvalidSettingException(
					((missing.size() == 1) ? "The setting " : "The settings ") + String.join(" and ", missing)
							+ ((missing.size() == 1) ? " is" : " are")
							+ " missing, without which the server does not start; the sandbox is a program of its own.",
					null);
		}
	}

	/** The driver checks it, because only the driver knows its parameters. */
	private static void checkDatabase(String url) {
		try {
			if (URL.matcher(url).lookingAt()) {
				DriverManager.getDriver(url);
				return;
			}
		}
		catch (SQLException ex) {
			Matcher wrapper = WRAPPER.matcher(url);
			throw wrapper.lookingAt()
					? new InvalidSettingException("The setting " + DATABASE + " needs the driver for " + wrapper.group()
							+ ", which is not on the class path: see docs/operating/postgresql.md.", ex)
					: invalidDatabase(ex);
		}
		throw invalidDatabase(null);
	}

	/** The address is not repeated: it may hold a password. */
	private static InvalidSettingException invalidDatabase(@Nullable SQLException cause) {
		return new InvalidSettingException("The setting " + DATABASE
				+ " must be the address of a PostgreSQL database, such as jdbc:postgresql://db.example.com/tags.",
				cause);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
