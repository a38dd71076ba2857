package io.tagapi.server.deployment;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * How the server is run.
 */
public enum Deployment {

	/** With a database and tokens of its own, for trying out and for tests. */
	SANDBOX,

	/** With the database and the token issuer of its operator. */
	PRODUCTION;

	static final String DATABASE = "spring.datasource.url";

	static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

	/**
	 * Decides by what is configured.
	 * @param environment the settings
	 * @return production if both the database and the issuer are configured, the sandbox
	 * if neither is
	 * @throws IncompleteProductionException if only one is
	 */
	public static Deployment of(Environment environment) {
		boolean database = StringUtils.hasText(environment.getProperty(DATABASE));
		boolean issuer = StringUtils.hasText(environment.getProperty(ISSUER));
		if (database != issuer) {
			throw database ? new IncompleteProductionException(DATABASE, ISSUER)
					: new IncompleteProductionException(ISSUER, DATABASE);
		}
		return database ? PRODUCTION : SANDBOX;
	}

}
