package io.tagapi.server.deployment;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the server as a whole.
 *
 * @param basePath where the API is, as the contract names it
 * @param maxRequestSize the largest body
 * @param maxConcurrentRequests how many requests may be under way
 * @param maxConcurrentRequestsPerCustomer how many of them for one customer
 * @param database the settings of the database
 * @param cors the settings of pages of other origins
 * @param trustedProxies addresses of proxies whose word for this server's address is
 * taken
 * @param management the settings of the actuator
 * @param stopPause how long a server that stops goes on serving
 */
@ConfigurationProperties("tag-api")
@Validated
record Settings(String basePath, DataSize maxRequestSize,
		@Min(value = 1, message = "must be at least 1") int maxConcurrentRequests,
		@Min(value = 1, message = "must be at least 1") int maxConcurrentRequestsPerCustomer,
		@DefaultValue Database database, @DefaultValue Cors cors, @DefaultValue List<String> trustedProxies,
		@DefaultValue Management management, @DefaultValue("0s") Duration stopPause) {

	Settings {
		addresses("trusted-proxies", trustedProxies);
		if (stopPause.isNegative()) {
			throw new InvalidSettingException("The setting tag-api.stop-pause must be a length of time, such as 5s.",
					null);
		}
		if (maxRequestSize.toBytes() < 1 || maxRequestSize.toBytes() >= Integer.MAX_VALUE) {
			throw new InvalidSettingException("The setting tag-api.max-request-size must be at least 1B and below 2GB.",
					null);
		}
	}

	private static void addresses(String name, List<String> addresses) {
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
	record Database(@DefaultValue("false") boolean citus) {
	}

	/**
	 * Settings of pages of other origins.
	 *
	 * @param allowedOrigins the origins whose pages may call the API from a browser
	 */
	record Cors(@DefaultValue List<String> allowedOrigins) {
	}

	/**
	 * Settings of the actuator.
	 *
	 * @param allowedAddresses who may see more than the health, on a management port
	 */
	record Management(@DefaultValue( {
			"127.0.0.0/8", "::1" }) List<String> allowedAddresses){

		Management {
			addresses("management.allowed-addresses", allowedAddresses);
		}

	}

}
