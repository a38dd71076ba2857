package io.tagapi.server.event;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings about events.
 *
 * @param retention how long an event is kept
 */
@ConfigurationProperties("tag-api.events")
@Validated
record EventProperties(@DefaultValue("90d") @DurationMin(nanos = 1,
		message = "must be a length of time, such as 90d") Duration retention) {
}
