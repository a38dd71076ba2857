package io.tagapi.server.documents;

import org.jspecify.annotations.Nullable;

/**
 * The flows that Swagger UI offers, by the names that they have in the contract, and in
 * the order in which it offers them.
 *
 * @param authorizationCode for people; {@code null} if the issuer has no such flow
 * @param clientCredentials for programs; {@code null} if the issuer has no such flow
 */
public record TokenFlows(@Nullable TokenFlow authorizationCode, @Nullable TokenFlow clientCredentials) {

	/** None: the issuer does not respond, or offers none of them. */
	static final TokenFlows NONE = new TokenFlows(null, null);

}
