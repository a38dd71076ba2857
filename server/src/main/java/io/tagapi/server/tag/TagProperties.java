package io.tagapi.server.tag;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings about tags.
 *
 * @param maxTagsPerCustomer how many tags a customer may have
 */
@ConfigurationProperties("tag-api")
record TagProperties(@DefaultValue("10000") int maxTagsPerCustomer) {
}
