package io.tagapi.server.customer;

import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.limit.CustomerOfRequest;
import io.tagapi.server.http.request.OperationScope;
import io.tagapi.server.security.AccessToken;
import io.tagapi.server.security.TokenRejections;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/**
 * Decides whether the actor may act for a customer, by the customers that the access
 * token lists.
 */
@Service
public class CustomerAccess implements CustomerOfRequest {

	private final CustomerProperties properties;

	private final Customers customers;

	private final TokenRejections rejections;

	/**
	 * Customers that a token has listed. The database keeps that for ever, so the cache
	 * cannot be wrong.
	 */
	private final Cache<String, Boolean> listed = Caffeine.newBuilder()
		.maximumSize(100_000)
		.executor(Runnable::run)
		.build();

	CustomerAccess(CustomerProperties properties, Customers customers, TokenRejections rejections) {
		this.properties = properties;
		this.customers = customers;
		this.rejections = rejections;
	}

	/**
	 * Resolves the customer of a request.
	 * @param customerId the id in the request, well-formed
	 * @return the customer, for whom the actor may act
	 * @throws ApiException 403 if the token is not for this customer, 404 if it is for
	 * all and this one is unknown
	 */
	public CustomerId require(String customerId) {
		@Nullable AccessToken token = token();
		Set<String> tokenCustomers = (token != null) ? token.customers() : Set.of();
		if (tokenCustomers.contains(customerId)) {
			CustomerId customer = forOperation(customerId);
			markListed(customerId);
			return customer;
		}
		if (!tokenCustomers.contains(CustomerProperties.ANY)) {
			@Nullable String missing = (token != null) ? token.customersMissing() : null;
			String sentence = "the access token is not for the customer " + customerId
					+ ((missing != null) ? ": " + missing : "");
			if (missing != null) {
				this.rejections.withoutCustomers(sentence);
			}
			throw new ApiException(ErrorCode.FORBIDDEN_ACCESS, sentence);
		}
		if (this.properties.knows(customerId) || isListed(customerId)) {
			return forOperation(customerId);
		}
		throw ApiException.notFound("customer " + customerId);
	}

	/** A request for an unknown customer counts for that one, until it gets its 404. */
	@Override
	public Optional<String> customerOf(HttpServletRequest request) {
		@Nullable AccessToken token = token();
		Set<String> tokenCustomers = (token != null) ? token.customers() : Set.of();
		return Optional.ofNullable(request.getParameter("customerId"))
			.filter((id) -> tokenCustomers.contains(id) || tokenCustomers.contains(CustomerProperties.ANY));
	}

	private CustomerId forOperation(String customerId) {
		OperationScope.current().ifPresent((scope) -> scope.workFor(customerId));
		return new CustomerId(customerId);
	}

	private static @Nullable AccessToken token() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof AccessToken token) ? token : null;
	}

	private void markListed(String customerId) {
		if (this.listed.getIfPresent(customerId) == null) {
			this.customers.markListed(customerId);
			this.listed.put(customerId, true);
		}
	}

	private boolean isListed(String customerId) {
		if (this.listed.getIfPresent(customerId) != null) {
			return true;
		}
		OperationScope.current().ifPresent((scope) -> scope.workFor(customerId));
		boolean stored = this.customers.isListed(customerId);
		if (stored) {
			this.listed.put(customerId, true);
		}
		return stored;
	}

}
