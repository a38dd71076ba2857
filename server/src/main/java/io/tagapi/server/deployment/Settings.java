package io.tagapi.server.deployment;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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
 * @param swaggerUi the settings of Swagger UI
 */
@ConfigurationProperties("tag-api")
@Validated
record Settings(String basePath, DataSize maxRequestSize,
		@Min(value = 1, message = "must be at least 1") int maxConcurrentRequests,
		@Min(value = 1, message = "must be at least 1") int maxConcurrentRequestsPerCustomer,
		@DefaultValue Database database, @DefaultValue SwaggerUi swaggerUi) {

	Settings {
		if (maxRequestSize.toBytes() < 1 || maxRequestSize.toBytes() >= Integer.MAX_VALUE) {
			throw new InvalidSettingException("The setting tag-api.max-request-size must be at least 1B and below 2GB.",
					null);
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
	 * Settings of Swagger UI.
	 *
	 * @param clientId the public client with which it logs people in
	 */
	record SwaggerUi(@Nullable String clientId) {
	}

}
