package io.tagapi.server.documents;

/**
 * Knows how Swagger UI gets access tokens.
 */
@FunctionalInterface
public interface TokenFlowSource {

	/**
	 * The flows as they are now.
	 * @return at most the two flows of the contract
	 */
	TokenFlows flows();

}
