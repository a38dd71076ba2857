package io.tagapi.server.security;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Makes an {@link AccessToken} of a token, by the settings of its issuer.
 */
@Component
class GrantReaders implements Converter<Jwt, AccessToken> {

	private static final String SPRINGS_PREFIX = "SCOPE_";

	private final Map<String, GrantReader> ofIssuers;

	private final GrantReader ofOthers;

	GrantReaders(TokenProperties properties, OAuth2ResourceServerProperties spring,
			ObjectProvider<JwtAuthenticationConverter> springsConverter, ClaimProperties claims) {
		@Nullable JwtAuthenticationConverter converter = springsConverter.getIfAvailable();
		GrantReader.ScopeClaims scopes;
		if (properties.scopeClaims().isEmpty() && converter != null) {
			scopes = new SpringsScopes(converter, spring.getJwt());
		}
		else {
			scopes = GrantReader.ScopeClaims
				.at(properties.scopeClaims().isEmpty() ? GrantReader.ScopeClaims.USUAL : properties.scopeClaims());
		}
		this.ofOthers = new GrantReader(new ClaimPath(claims.customerClaim()), scopes, properties.scopePrefixes());
		this.ofIssuers = properties.issuers()
			.values()
			.stream()
			.collect(Collectors.toMap(TokenProperties.Issuer::issuerUri, this::reader));
	}

	private GrantReader reader(TokenProperties.Issuer issuer) {
		return new GrantReader(or(issuer.customerClaim(), ClaimPath::new, this.ofOthers.customerClaim()),
				or(issuer.scopeClaims(), GrantReader.ScopeClaims::at, this.ofOthers.scopeClaims()),
				or(issuer.scopePrefixes(), Function.identity(), this.ofOthers.scopePrefixes()));
	}

	private static <S, T> T or(@Nullable S setting, Function<S, T> use, T otherwise) {
		return (setting != null) ? use.apply(setting) : otherwise;
	}

	@Override
	public AccessToken convert(Jwt token) {
		@Nullable String issuer = token.getClaimAsString(JwtClaimNames.ISS);
		return new AccessToken(token,
				this.ofIssuers.getOrDefault((issuer != null) ? issuer : "", this.ofOthers).read(token));
	}

	/**
	 * Scopes by the settings that Spring Boot has for authorities.
	 *
	 * @param converter reads them
	 * @param settings by which it was made
	 */
	private record SpringsScopes(JwtAuthenticationConverter converter,
			OAuth2ResourceServerProperties.Jwt settings) implements GrantReader.ScopeClaims {

		@Override
		public Stream<String> read(Jwt token) {
			String prefix = Objects.requireNonNullElse(this.settings.getAuthorityPrefix(), SPRINGS_PREFIX);
			return this.converter.convert(token)
				.getAuthorities()
				.stream()
				.map(GrantedAuthority::getAuthority)
				.filter(Objects::nonNull)
				.filter((authority) -> authority.startsWith(prefix))
				.map((authority) -> authority.substring(prefix.length()));
		}

		@Override
		public String toString() {
			@Nullable String claim = this.settings.getAuthoritiesClaimName();
			List<String> expressions = this.settings.getAuthoritiesClaimExpressions();
			return (claim != null) ? claim
					: String.join(", ", expressions.isEmpty() ? GrantReader.ScopeClaims.USUAL : expressions);
		}

	}

}
