/**
 * Customers: the tenants. A request's customer is resolved here once, and passed on
 * explicitly.
 */
@NullMarked
package io.tagapi.server.customer;

import org.jspecify.annotations.NullMarked;
