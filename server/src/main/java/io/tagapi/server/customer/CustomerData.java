package io.tagapi.server.customer;

/**
 * A table with data of customers.
 */
public interface CustomerData {

	/**
	 * Deletes all rows of a customer.
	 * @param customer the customer
	 */
	void deleteAll(CustomerId customer);

}
