package io.tagapi.server.storage;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings that bound the removal of old data.
 *
 * @param maxBatches how many batches a run deletes beside the first one of each customer
 * @param maxDuration how long a run may last until it begins no further batch
 */
@ConfigurationProperties("tag-api.purge")
@Validated
record PurgeProperties(@DefaultValue("1000") @Min(value = 0, message = "must be at least 0") int maxBatches,
		@DefaultValue("10m") @DurationMin(nanos = 1,
				message = "must be a length of time, such as 10m") Duration maxDuration) {
}
