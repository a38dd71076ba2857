package io.tagapi.server.security;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads what the tokens of one issuer grant.
 *
 * @param customerClaim the path of the claim that lists customers
 * @param scopeClaims where the scopes are
 * @param scopePrefixes what may stand before the name of a scope
 */
record GrantReader(ClaimPath customerClaim, ScopeClaims scopeClaims, List<String> scopePrefixes) {

	/** No id of a customer has one of these characters. */
	private static final Pattern BETWEEN_CUSTOMERS = Pattern.compile("[\\s,]+");

	AccessToken.Grants read(Jwt token) {
		Set<String> scopes = new LinkedHashSet<>();
		this.scopeClaims.read(token).map(this::withoutPrefix).forEach(scopes::add);
		Optional<Object> claim = this.customerClaim.find(token.getClaims());
		Set<String> customers = claim.map((value) -> ClaimPath.strings(value, BETWEEN_CUSTOMERS))
			.map(Set::copyOf)
			.orElse(Set.of());
		return new AccessToken.Grants(scopes, this.scopeClaims.toString(), customers,
				customers.isEmpty() ? missing(claim) : null);
	}

	private String withoutPrefix(String scope) {
		return this.scopePrefixes.stream()
			.filter(scope::startsWith)
			.findFirst()
			.map((prefix) -> scope.substring(prefix.length()))
			.orElse(scope);
	}

	private String missing(Optional<Object> claim) {
		return claim.isEmpty() ? "it has no claim " + this.customerClaim
				: "its claim " + this.customerClaim + " holds no customer, neither as a string nor in an array";
	}

	/** Where the scopes are in a token. */
	interface ScopeClaims {

		/** By RFC 9068, and as Entra ID and Okta name it. */
		List<String> USUAL = List.of("scope", "scp");

		/** RFC 6749, section 3.3. */
		Pattern BETWEEN_SCOPES = Pattern.compile("\\s+");

		/** All scopes that are seen, with their prefixes. */
		Stream<String> read(Jwt token);

		static ScopeClaims at(List<String> paths) {
			List<ClaimPath> claims = paths.stream().map(ClaimPath::new).toList();
			return new ScopeClaims() {
				@Override
				public Stream<String> read(Jwt token) {
					return claims.stream()
						.flatMap((claim) -> claim.find(token.getClaims()).stream())
						.flatMap((value) -> ClaimPath.strings(value, BETWEEN_SCOPES).stream());
				}

				@Override
				public String toString() {
					return String.join(", ", paths);
				}
			};
		}

	}

}
