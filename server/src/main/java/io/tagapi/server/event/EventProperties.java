package io.tagapi.server.event;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings about events.
 *
 * @param retention how long an event is kept
 */
@ConfigurationProperties("tag-api.events")
record EventProperties(@DefaultValue("90d") Duration retention) {
}
