package io.tagapi.server.http.limit;

import java.time.Duration;

import io.tagapi.server.deployment.InvalidSettingException;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings that bound the work of the server.
 *
 * @param maxRequestSize the largest body of a request that is accepted
 * @param maxConcurrentRequests how many requests are worked on at a time, each by a
 * thread of its own; further ones wait
 * @param maxConcurrentRequestsPerCustomer how many of them may be for one customer
 * @param maxQueueTime how long a request may wait until it is worked on
 */
@ConfigurationProperties("tag-api")
@Validated
public record LimitProperties(DataSize maxRequestSize,
		@Min(value = 1, message = "must be at least 1") int maxConcurrentRequests,
		@Min(value = 1, message = "must be at least 1") int maxConcurrentRequestsPerCustomer, Duration maxQueueTime) {

	public LimitProperties {
		if (maxRequestSize.toBytes() < 1 || maxRequestSize.toBytes() >= Integer.MAX_VALUE) {
			throw new InvalidSettingException("The setting tag-api.max-request-size must be at least 1B and below 2GB.",
					null);
		}
		if (!maxQueueTime.isPositive()) {
			throw new InvalidSettingException(
					"The setting tag-api.max-queue-time must be a length of time, such as 1s.", null);
		}
	}

}
