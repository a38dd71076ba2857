package io.tagapi.server.deployment;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.util.unit.DataSize;

/**
 * All settings under {@code tag-api}, with their types. Whoever needs one reads it for
 * itself; here they are only checked, before anything is started. A setting that is not
 * listed here stops the start, so that a misspelt one is not silently without effect.
 *
 * @param basePath where the API is
 * @param customers the known customers
 * @param customerClaim the claim that lists customers
 * @param maxTagsPerCustomer how many tags a customer may have
 * @param maxRequestSize the largest body
 * @param maxConcurrentRequests how many requests may be under way
 * @param maxConcurrentRequestsPerCustomer how many of them for one customer
 * @param database the settings of the database
 * @param events the settings of events
 * @param sandbox the settings of the sandbox
 * @param swaggerUi the settings of Swagger UI
 * @param tokens the settings of access tokens
 * @param cors the settings of pages of other origins
 * @param trustedProxies whose word for the address is taken
 * @param management the settings of the actuator
 * @param stopPause how long a server that stops goes on serving
 */
record Settings(String basePath, @Nullable Set<String> customers, @Nullable String customerClaim,
		@Nullable Integer maxTagsPerCustomer, DataSize maxRequestSize, int maxConcurrentRequests,
		int maxConcurrentRequestsPerCustomer, @Nullable Database database, @Nullable Events events, Sandbox sandbox,
		@Nullable SwaggerUi swaggerUi, @Nullable Tokens tokens, @Nullable Cors cors,
		@Nullable List<String> trustedProxies, @Nullable Management management, @Nullable Duration stopPause) {

	private static final String PREFIX = "tag-api";

	/** A driver around PostgreSQL's has a name of its own before it. */
	private static final Pattern URL = Pattern.compile("jdbc:([a-z0-9-]+:)?postgresql:");

	private static final String CITUS = PREFIX + ".database.citus";

	Settings {
		positive("max-tags-per-customer", (maxTagsPerCustomer != null) ? maxTagsPerCustomer : 1);
		positive("max-request-size", maxRequestSize.toBytes());
		positive("max-concurrent-requests", maxConcurrentRequests);
		positive("max-concurrent-requests-per-customer", maxConcurrentRequestsPerCustomer);
		addresses("trusted-proxies", trustedProxies);
		if (stopPause != null && stopPause.isNegative()) {
			throw new InvalidSettingException("The setting tag-api.stop-pause must be a length of time, such as 5s.",
					null);
		}
		if (maxRequestSize.toBytes() >= Integer.MAX_VALUE) {
			throw new InvalidSettingException("The setting tag-api.max-request-size must be below 2GB.", null);
		}
	}

	private static void positive(String name, long value) {
		if (value < 1) {
			throw new InvalidSettingException("The setting " + PREFIX + "." + name + " must be at least 1.", null);
		}
	}

	private static void addresses(String name, @Nullable List<String> addresses) {
		for (String address : (addresses != null) ? addresses : List.<String>of()) {
			try {
				new IpAddressMatcher(address);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidSettingException("The setting " + PREFIX + "." + name + " cannot be \"" + address
						+ "\": it has to be an address or a range of them, such as 10.0.0.0/8.", ex);
			}
		}
	}

	/**
	 * Checks the settings.
	 * @param environment where they come from
	 * @throws InvalidSettingException if one is unknown or cannot be what it is set to
	 */
	static void check(ConfigurableEnvironment environment) {
		try {
			Binder.get(environment)
				.bind(PREFIX, Bindable.of(Settings.class), new NoUnboundElementsBindHandler(
						new IgnoreTopLevelConverterNotFoundBindHandler(), Settings::belongsToTheServer));
		}
		catch (BindException ex) {
			throw translate(ex);
		}
		if (Deployment.of(environment) == Deployment.PRODUCTION) {
			checkDatabase(environment.getRequiredProperty(Deployment.DATABASE));
			checkIssuer(Deployment.ISSUER, environment.getRequiredProperty(Deployment.ISSUER));
		}
		else if (environment.getProperty(CITUS, Boolean.class, false)) {
			throw new InvalidSettingException(
					"The setting " + CITUS + " needs a database of yours, but " + Deployment.DATABASE + " is missing.",
					null);
		}
	}

	/**
	 * The environment is shared with others: Kubernetes, for one, sets
	 * {@code TAG_API_PORT} where there is a service of that name.
	 */
	private static boolean belongsToTheServer(ConfigurationPropertySource source) {
		return !(source.getUnderlyingSource() instanceof PropertySource<?> underlying
				&& underlying.getName().endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
	}

	private static RuntimeException translate(BindException failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidSettingException invalid) {
				return invalid;
			}
			if (cause instanceof UnboundConfigurationPropertiesException unbound) {
				TreeSet<String> names = new TreeSet<>();
				unbound.getUnboundProperties().forEach((property) -> names.add(property.getName().toString()));
				return new InvalidSettingException((names.size() == 1) ? "There is no setting " + names.first() + "."
						: "There are no settings " + String.join(", ", names) + ".", failure);
			}
		}
		return failure;
	}

	/** The driver is asked, because only it knows what it understands. */
	private static void checkDatabase(String url) {
		try {
			if (URL.matcher(url).lookingAt()) {
				DriverManager.getDriver(url);
				return;
			}
		}
		catch (SQLException ex) {
			throw invalidDatabase(ex);
		}
		throw invalidDatabase(null);
	}

	/** The address is not repeated: it may hold a password. */
	private static InvalidSettingException invalidDatabase(@Nullable SQLException cause) {
		return new InvalidSettingException("The setting " + Deployment.DATABASE
				+ " must be the address of a PostgreSQL database, such as jdbc:postgresql://db.example.com/tags.",
				cause);
	}

	private static void checkIssuer(String setting, String address) {
		try {
			URI issuer = new URI(address);
			if (issuer.getHost() != null && Set.of("https", "http").contains(issuer.getScheme())) {
				return;
			}
		}
		catch (URISyntaxException ex) {
			throw invalidIssuer(setting, ex);
		}
		throw invalidIssuer(setting, null);
	}

	private static InvalidSettingException invalidIssuer(String setting, @Nullable URISyntaxException cause) {
		return new InvalidSettingException(
				"The setting " + setting + " must be the address of a token issuer, such as https://login.example.com.",
				cause);
	}

	/**
	 * The settings of the database.
	 *
	 * @param citus whether it is a Citus cluster
	 */
	record Database(@Nullable Boolean citus) {
	}

	/**
	 * The settings of events.
	 *
	 * @param retention how long one is kept
	 */
	record Events(@Nullable Duration retention) {

		Events {
			if (retention != null && !retention.isPositive()) {
				throw new InvalidSettingException(
						"The setting tag-api.events.retention must be a length of time, such as 90d.", null);
			}
		}

	}

	/**
	 * The settings of the sandbox.
	 *
	 * @param dataDir where the data is kept
	 * @param programsDir where PostgreSQL's programs are unpacked to
	 * @param demoTags whether a fresh sandbox has a few tags
	 */
	record Sandbox(Path dataDir, Path programsDir, @Nullable Boolean demoTags) {
	}

	/**
	 * The settings of access tokens.
	 *
	 * @param clockSkew how far clocks may differ
	 * @param checkAudience whether a token has to name this service
	 * @param scopeClaims the claims that hold scopes
	 * @param scopePrefixes what may stand before the name of a scope
	 * @param issuers further issuers
	 */
	record Tokens(@Nullable Duration clockSkew, @Nullable Boolean checkAudience, @Nullable List<String> scopeClaims,
			@Nullable List<String> scopePrefixes, @Nullable Map<String, Issuer> issuers) {

		Tokens {
			if (clockSkew != null && clockSkew.isNegative()) {
				throw new InvalidSettingException(
						"The setting tag-api.tokens.clock-skew must be a length of time, such as 10s.", null);
			}
			if (issuers != null) {
				issuers.forEach((name, issuer) -> checkIssuer(PREFIX + ".tokens.issuers." + name + ".issuer-uri",
						String.valueOf(issuer.issuerUri())));
			}
		}

	}

	/**
	 * The settings of a further issuer.
	 *
	 * @param issuerUri its name
	 * @param jwkSetUri where its keys are
	 * @param audiences of which a token has to name one
	 * @param checkAudience whether it has to
	 * @param customerClaim the claim that lists customers
	 * @param scopeClaims the claims that hold scopes
	 * @param scopePrefixes what may stand before the name of a scope
	 */
	record Issuer(@Nullable String issuerUri, @Nullable String jwkSetUri, @Nullable List<String> audiences,
			@Nullable Boolean checkAudience, @Nullable String customerClaim, @Nullable List<String> scopeClaims,
			@Nullable List<String> scopePrefixes) {
	}

	/**
	 * The settings of pages of other origins.
	 *
	 * @param allowedOrigins the origins
	 */
	record Cors(@Nullable List<String> allowedOrigins) {
	}

	/**
	 * The settings of the actuator.
	 *
	 * @param allowedAddresses who may see more than the health
	 */
	record Management(@Nullable List<String> allowedAddresses) {

		Management {
			addresses("management.allowed-addresses", allowedAddresses);
		}

	}

	/**
	 * The settings of Swagger UI.
	 *
	 * @param clientId the client with which it logs people in
	 * @param scopePrefix what stands before the name of a scope
	 * @param parameters what else is sent to the issuer
	 */
	record SwaggerUi(@Nullable String clientId, @Nullable String scopePrefix,
			@Nullable Map<String, String> parameters) {
	}

}
