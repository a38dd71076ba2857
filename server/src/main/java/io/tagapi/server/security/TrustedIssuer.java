package io.tagapi.server.security;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * An issuer whose tokens are accepted.
 *
 * @param name the claim {@code iss} of its tokens
 * @param setting the setting that names it
 * @param keys its keys
 * @param decoder validates its tokens
 */
record TrustedIssuer(String name, String setting, IssuerKeys keys, JwtDecoder decoder) {

	/**
	 * Signatures that only the owner of a private key can make. With which of them an
	 * issuer signs is seen from its keys, and may change with them.
	 */
	private static final Set<JWSAlgorithm> ALGORITHMS = JWSAlgorithm.Family.SIGNATURE;

	/**
	 * Makes the decoder of an issuer.
	 * @param setting the setting that names it
	 * @param name the name
	 * @param keys its keys
	 * @param audiences of which a token has to name one; nothing if it need not
	 * @param validators what else a token has to be
	 * @return the issuer
	 */
	static TrustedIssuer of(String setting, String name, IssuerKeys keys, List<String> audiences,
			List<OAuth2TokenValidator<Jwt>> validators) {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		// The validators look at the type and the claims.
		processor.setJWSTypeVerifier((type, context) -> {
		});
		processor.setJWTClaimsSetVerifier((claims, context) -> {
		});
		processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
		List<OAuth2TokenValidator<Jwt>> all = new ArrayList<>(validators);
		all.add(new JwtIssuerValidator(name));
		if (!audiences.isEmpty()) {
			all.add(new JwtClaimValidator<List<String>>(JwtClaimNames.AUD,
					(named) -> named != null && !Collections.disjoint(named, audiences)));
		}
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
		decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(all));
		return new TrustedIssuer(name, setting, keys, decoder);
	}

}
