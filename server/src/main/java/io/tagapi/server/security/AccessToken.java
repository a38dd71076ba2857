package io.tagapi.server.security;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * A valid access token, with what it grants. It is made once for a token, however many
 * requests come with it. Its name stands for the actor wherever requests are counted: the
 * issuer with the subject or, if there is none, the client.
 */
public final class AccessToken extends JwtAuthenticationToken {

	private static final long serialVersionUID = 1L;

	/** Set so that the class has nothing that Java cannot serialize. */
	private final transient Grants grants;

	AccessToken(Jwt token, Grants grants) {
		super(token, AuthorityUtils.createAuthorityList(grants.scopes()), actor(token));
		this.grants = grants;
	}

	/** Two issuers may give the same subject to different people. */
	private static String actor(Jwt token) {
		@Nullable String actor = (token.getSubject() != null) ? token.getSubject() : ActorClaims.client(token);
		return token.getClaimAsString(JwtClaimNames.ISS) + " " + actor;
	}

	/**
	 * The customers that the token lists.
	 * @return ids of customers, or {@code *} for all
	 */
	public Set<String> customers() {
		return this.grants.customers();
	}

	/**
	 * Why the token lists no customer at all.
	 * @return the reason; {@code null} if it lists one
	 */
	public @Nullable String customersMissing() {
		return this.grants.customersMissing();
	}

	Set<String> scopes() {
		return this.grants.scopes();
	}

	String scopeClaims() {
		return this.grants.scopeClaims();
	}

	/**
	 * What a token grants.
	 *
	 * @param scopes the scopes, by the names that they have in the contract
	 * @param scopeClaims the claims that were read for them
	 * @param customers the customers
	 * @param customersMissing why there is no customer
	 */
	record Grants(Set<String> scopes, String scopeClaims, Set<String> customers, @Nullable String customersMissing) {
	}

}
