package io.tagapi.server.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the claims of access tokens that have no issuer of their own in
 * {@link TokenProperties}.
 *
 * @param customerClaim the path of the claim that lists the customers of a token
 */
@ConfigurationProperties("tag-api")
public record ClaimProperties(@DefaultValue("customer_ids") String customerClaim) {
}
