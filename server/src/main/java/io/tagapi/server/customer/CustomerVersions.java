package io.tagapi.server.customer;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.tagapi.server.deployment.Settings;
import io.tagapi.server.http.request.OperationScope;
import io.tagapi.server.storage.BatchedReads;

import org.springframework.stereotype.Component;

/**
 * The versions of the data of customers, as the database has them during the request.
 */
@Component
public class CustomerVersions {

	private final Customers customers;

	private final Function<String, CustomerVersion> read;

	CustomerVersions(Customers customers, Settings settings) {
		this.customers = customers;
		this.read = settings.database().citus() ? this::readAlone
				: new BatchedReads<>(this::readAlone, this::readTogether)::read;
	}

	/**
	 * Reads the version of a customer's data. Requests that wait share a read, unless
	 * their customers are on several nodes, of which one may be slow.
	 * @param customer the customer
	 * @return its version
	 */
	public CustomerVersion of(CustomerId customer) {
		return this.read.apply(customer.value());
	}

	private CustomerVersion readAlone(String id) {
		return read(Set.of(id)).apply(id);
	}

	/** Within the time of the request that reads, but as work of no customer. */
	private Function<String, CustomerVersion> readTogether(Set<String> ids) {
		return OperationScope.current()
			.map((scope) -> Duration.ofNanos(scope.remaining(TimeUnit.NANOSECONDS)))
			.map((remaining) -> OperationScope.call(remaining, () -> read(ids)))
			.orElseGet(() -> read(ids));
	}

	private Function<String, CustomerVersion> read(Set<String> ids) {
		Map<String, CustomerVersion> versions = this.customers.versions(ids);
		return (id) -> versions.getOrDefault(id, CustomerVersion.NONE);
	}

}
