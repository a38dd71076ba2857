package io.tagapi.server.documents;

import java.net.URI;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A way by which Swagger UI gets access tokens. It goes to a browser, so it holds no
 * secret.
 *
 * @param authorizationUrl where a person logs in, if not where the contract says
 * @param tokenUrl where the token is issued, if not where the contract says
 * @param clientId the client that Swagger UI suggests
 * @param scopePrefix what the issuer wants before the name of a scope
 * @param parameters what else the issuer wants to be sent to it
 */
public record TokenFlow(@Nullable URI authorizationUrl, @Nullable URI tokenUrl, @Nullable String clientId,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable String scopePrefix,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> parameters) {

	/**
	 * A flow whose endpoints are those that the contract names.
	 * @param clientId the client to suggest
	 * @return the flow
	 */
	public static TokenFlow ofContract(String clientId) {
		return new TokenFlow(null, null, clientId, null, Map.of());
	}

}
