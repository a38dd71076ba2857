package io.tagapi.server.tag;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings about tags.
 *
 * @param maxTagsPerCustomer how many tags a customer may have
 */
@ConfigurationProperties("tag-api")
@Validated
record TagProperties(@DefaultValue("10000") @Min(value = 1, message = "must be at least 1") int maxTagsPerCustomer) {
}
