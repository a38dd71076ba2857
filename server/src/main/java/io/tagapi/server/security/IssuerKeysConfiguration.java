package io.tagapi.server.security;

import java.util.Set;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts {@link IssuerKeys} in the place of Nimbus' cache, which trusts keys for five
 * minutes, and which requests them anew for each token with an unknown key.
 */
@Configuration(proxyBeanMethods = false)
class IssuerKeysConfiguration {

	@Bean
	JwkSetUriJwtDecoderBuilderCustomizer issuerKeys(ObjectProvider<Ticker> ticker) {
		Ticker time = ticker.getIfAvailable(Ticker::systemTicker);
		return (builder) -> builder.jwtProcessorCustomizer((processor) -> replaceSource(processor, time));
	}

	private static void replaceSource(ConfigurableJWTProcessor<SecurityContext> processor, Ticker ticker) {
		JWSVerificationKeySelector<SecurityContext> selector = (JWSVerificationKeySelector<SecurityContext>) processor
			.getJWSKeySelector();
		Set<JWSAlgorithm> algorithms = JWSAlgorithm.Family.SIGNATURE.stream()
			.filter(selector::isAllowed)
			.collect(Collectors.toSet());
		processor.setJWSKeySelector(
				new JWSVerificationKeySelector<>(algorithms, new IssuerKeys(sourceOf(selector), ticker).filled()));
	}

	@SuppressWarnings("unchecked")
	private static JWKSetSource<SecurityContext> sourceOf(JWSVerificationKeySelector<SecurityContext> selector) {
		return ((JWKSetBasedJWKSource<SecurityContext>) selector.getJWKSource()).getJWKSetSource();
	}

}
