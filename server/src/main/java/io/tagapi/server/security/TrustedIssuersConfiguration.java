package io.tagapi.server.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tagapi.server.deployment.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.StringUtils;

/**
 * The issuers that the operator trusts: that of Spring Boot's settings, and those of
 * {@code tag-api.tokens.issuers}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(TrustedIssuersConfiguration.ISSUER)
class TrustedIssuersConfiguration {

	static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

	private static final String PUBLIC_KEY = "spring.security.oauth2.resourceserver.jwt.public-key-location";

	private static final Logger logger = LoggerFactory.getLogger(TrustedIssuersConfiguration.class);

	private final TokenProperties properties;

	private final OAuth2ResourceServerProperties.Jwt spring;

	private final List<OAuth2TokenValidator<Jwt>> validators;

	private final Ticker ticker;

	/** An eighth of the threads for each issuer. */
	private final int maxWaiting;

	TrustedIssuersConfiguration(TokenProperties properties, OAuth2ResourceServerProperties spring,
			List<OAuth2TokenValidator<Jwt>> validators, ObjectProvider<Ticker> ticker,
			@Value("${tag-api.max-concurrent-requests}") int threads) {
		this.properties = properties;
		this.spring = spring.getJwt();
		this.validators = validators;
		this.ticker = ticker.getIfAvailable(Ticker::systemTicker);
		this.maxWaiting = Math.ceilDiv(threads, 8);
	}

	/** A single public key is left to Spring Boot. */
	@Bean
	@ConditionalOnProperty(name = PUBLIC_KEY, matchIfMissing = true, havingValue = "false")
	TrustedIssuers trustedIssuers() {
		List<TrustedIssuer> issuers = new ArrayList<>();
		issuers.add(issuer(ISSUER, Objects.requireNonNull(this.spring.getIssuerUri()), this.spring.getJwkSetUri(),
				this.spring.getAudiences(), this.properties.checkAudience()));
		this.properties.issuers().forEach((name, issuer) -> {
			String setting = TokenProperties.settingOf(name);
			TokenProperties.checkDistinct(issuer.issuerUri(), setting,
					issuer.issuerUri().equals(this.spring.getIssuerUri()) ? ISSUER : null);
			issuers.add(issuer(setting, issuer.issuerUri(), issuer.jwkSetUri(),
					Objects.requireNonNullElse(issuer.audiences(), this.spring.getAudiences()),
					Objects.requireNonNullElse(issuer.checkAudience(), this.properties.checkAudience())));
		});
		return new TrustedIssuers(issuers);
	}

	private TrustedIssuer issuer(String setting, String name, @Nullable String jwkSetUri, List<String> audiences,
			boolean checkAudience) {
		if (!checkAudience) {
			logger.warn("The audience of tokens of {} is not checked, so tokens for other services are accepted", name);
		}
		else if (audiences.stream().noneMatch(StringUtils::hasText)) {
			throw new InvalidSettingException("The setting " + setting.replace("issuer-uri", "audiences")
					+ " is empty, so tokens for other services would be accepted: name an audience, or set "
					+ "tag-api.tokens.check-audience=false.", null);
		}
		IssuerKeys keys = new IssuerKeys(new IssuerKeySource(name, jwkSetUri), this.ticker,
				TrustedIssuersConfiguration::inBackground, this.maxWaiting);
		return TrustedIssuer.of(setting, name, keys, checkAudience ? audiences : List.of(), this.validators);
	}

	private static void inBackground(Runnable request) {
		Thread.ofPlatform().daemon().name("issuer").start(request);
	}

}
