package io.tagapi.server.deployment;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Settings of the server as a whole.
 *
 * @param basePath where the API is, as the contract names it
 * @param requestTimeout how long an operation may work
 * @param database the settings of the database
 * @param cors the settings of pages of other origins
 * @param trustedProxies the proxies whose forwarded headers are used: addresses, or
 * ranges of them
 * @param management the settings of the actuator
 * @param stopPause how long a server that stops goes on serving
 */
@ConfigurationProperties("tag-api")
public record Settings(String basePath, Duration requestTimeout, @DefaultValue Database database,
		@DefaultValue Cors cors, @DefaultValue List<String> trustedProxies, @DefaultValue Management management,
		@DefaultValue("0s") Duration stopPause) {

	public Settings {
		if (!requestTimeout.isPositive()) {
			throw new InvalidSettingException(
					"The setting tag-api.request-timeout must be a length of time, such as 20s.", null);
		}
		if (stopPause.isNegative()) {
			throw new InvalidSettingException("The setting tag-api.stop-pause must be a length of time, such as 5s.",
					null);
		}
		checkAddresses("trusted-proxies", trustedProxies);
	}

	private static void checkAddresses(String name, List<String> addresses) {
		for (String address : addresses) {
			try {
				new IpAddressMatcher(address);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidSettingException("The setting tag-api." + name + " cannot be \"" + address
						+ "\": it has to be an address or a range of them, such as 10.0.0.0/8.", ex);
			}
		}
	}

	/**
	 * Settings of the database.
	 *
	 * @param citus whether it is a Citus cluster, over which the tables are distributed
	 */
	public record Database(@DefaultValue("false") boolean citus) {
	}

	/**
	 * Settings of pages of other origins.
	 *
	 * @param allowedOrigins the origins whose pages may call the API
	 */
	public record Cors(@DefaultValue List<String> allowedOrigins) {

		/** An origin has no path, so one with a path would never be met. */
		private static final Pattern ORIGIN = Pattern.compile("(\\*|[^/?#\\s]+://)[^/?#\\s]*/?");

		public Cors {
			for (String origin : allowedOrigins) {
				if (!ORIGIN.matcher(origin).matches()) {
					throw new InvalidSettingException(
							"The setting tag-api.cors.allowed-origins cannot be \"" + origin
									+ "\": it has to be an origin without a path, such as https://fleet.example.com.",
							null);
				}
			}
		}

	}

	/**
	 * Settings of the actuator.
	 *
	 * @param allowedAddresses who may see more than the health, on a management port
	 */
	public record Management(@DefaultValue( {
			"127.0.0.0/8", "::1" }) List<String> allowedAddresses){

		public Management {
			checkAddresses("management.allowed-addresses", allowedAddresses);
		}

	}

}
