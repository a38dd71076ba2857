package io.tagapi.server.customer;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings about customers.
 *
 * @param customers the customers that are known without a token that lists them;
 * {@code *} stands for any
 */
@ConfigurationProperties("tag-api")
public record CustomerProperties(@DefaultValue Set<String> customers) {

	static final String ANY = "*";

	boolean knows(String customerId) {
		return this.customers.contains(ANY) || this.customers.contains(customerId);
	}

}
