/**
 * What all that is stored has in common: the connections, shared among customers, that no
 * operation uses beyond its deadline; transactions that are retried when PostgreSQL asks
 * for it; and the hourly removal of what is kept for some time only.
 *
 * <p>
 * Rules for SQL, so that one customer's data stays on one shard of a Citus cluster and
 * away from other customers: the customer is the first column of every key, and in every
 * predicate of a request; keys are made by the application; no advisory locks, no
 * sequences, no volatile functions in updates.
 */
@NullMarked
package io.tagapi.server.storage;

import org.jspecify.annotations.NullMarked;
