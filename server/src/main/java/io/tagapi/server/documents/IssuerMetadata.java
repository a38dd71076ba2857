package io.tagapi.server.documents;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer tells about itself: the part of RFC 8414, section 2, that Swagger UI
 * needs.
 *
 * @param issuer the issuer's own name
 * @param authorizationEndpoint where people log in
 * @param tokenEndpoint where tokens are issued
 * @param grantTypes the grants, if they are not the default ones
 */
record IssuerMetadata(@Nullable String issuer,
		@JsonProperty("authorization_endpoint") @Nullable URI authorizationEndpoint,
		@JsonProperty("token_endpoint") @Nullable URI tokenEndpoint,
		@JsonProperty("grant_types_supported") @Nullable List<String> grantTypes) {

	private static final String CLIENT_CREDENTIALS = "client_credentials";

	private static final String AUTHORIZATION_CODE = "authorization_code";

	TokenFlows flows(LoginProperties login) {
		if (this.tokenEndpoint == null) {
			return TokenFlows.NONE;
		}
		TokenFlow authorizationCode = (this.authorizationEndpoint != null && offers(AUTHORIZATION_CODE))
				? new TokenFlow(this.authorizationEndpoint, this.tokenEndpoint, login.clientId(), login.scopePrefix(),
						login.parameters())
				: null;
		TokenFlow clientCredentials = offers(CLIENT_CREDENTIALS)
				? new TokenFlow(null, this.tokenEndpoint, null, login.scopePrefix(), login.parameters()) : null;
		return new TokenFlows(authorizationCode, clientCredentials);
	}

	/** Many an issuer leaves the list out, and offers more than the RFC's default. */
	private boolean offers(String grantType) {
		return this.grantTypes == null || this.grantTypes.contains(grantType);
	}

}
