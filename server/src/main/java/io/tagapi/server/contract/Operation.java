package io.tagapi.server.contract;

import java.util.Map;
import java.util.Set;

/**
 * An operation of the contract.
 *
 * @param id its name
 * @param method the HTTP method, in capitals
 * @param path the template of its path, below the base path
 * @param scopes the scopes of which a token needs one, in the order of the contract
 * @param queryDefaults the values of query parameters that are left out, by name. The
 * contract has them in words and in {@code x-default}, not in {@code default}, which
 * makes generated clients send what their user has not set
 * @param statuses the statuses of its documented responses
 */
public record Operation(String id, String method, String path, Set<String> scopes, Map<String, String> queryDefaults,
		Set<String> statuses) {
}
