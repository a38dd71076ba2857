package io.tagapi.server.customer;

import java.util.Collection;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.limit.CustomerLimit;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Service;

/**
 * Decides whether the caller may act for a customer, by the customers that the access
 * token lists.
 */
@Service
public class CustomerAccess {

	private final CustomerProperties properties;

	private final CustomerRepository customers;

	private final CustomerLimit limit;

	/**
	 * Customers that a token has listed. None is ever forgotten, so the cache cannot be
	 * wrong.
	 */
	private final Cache<String, Boolean> listed = Caffeine.newBuilder()
		.maximumSize(100_000)
		.executor(Runnable::run)
		.build();

	CustomerAccess(CustomerProperties properties, CustomerRepository customers, CustomerLimit limit) {
		this.limit = limit;
		this.properties = properties;
		this.customers = customers;
	}

	/**
	 * Resolves the customer of a request.
	 * @param customerId the id in the request, well-formed
	 * @return the customer, for whom the caller may act
	 * @throws ApiException 403 if the token is not for this customer, 404 if it is for
	 * all and this one is unknown, 429 if it has too many requests under way
	 */
	public CustomerId require(String customerId) {
		Collection<?> tokenCustomers = customersOfToken();
		if (tokenCustomers.contains(customerId)) {
			remember(customerId);
			return counted(customerId);
		}
		if (!tokenCustomers.contains(CustomerProperties.ANY)) {
			throw new ApiException(ErrorCode.FORBIDDEN_ACCESS,
					"the access token is not for the customer " + customerId);
		}
		if (this.properties.knows(customerId) || isListed(customerId)) {
			return counted(customerId);
		}
		throw ApiException.notFound("customer " + customerId);
	}

	private CustomerId counted(String customerId) {
		this.limit.count(customerId);
		return new CustomerId(customerId);
	}

	private Collection<?> customersOfToken() {
		@Nullable Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		if (caller != null && caller.getPrincipal() instanceof Jwt token
				&& token.getClaims().get(this.properties.customerClaim()) instanceof Collection<?> customers) {
			return customers;
		}
		return List.of();
	}

	private void remember(String customerId) {
		if (this.listed.getIfPresent(customerId) == null) {
			this.customers.markListed(customerId);
			this.listed.put(customerId, true);
		}
	}

	private boolean isListed(String customerId) {
		if (this.listed.getIfPresent(customerId) != null) {
			return true;
		}
		boolean stored = this.customers.isListed(customerId);
		if (stored) {
			this.listed.put(customerId, true);
		}
		return stored;
	}

}
