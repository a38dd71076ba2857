package io.tagapi.server.security;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tagapi.server.deployment.InvalidSettingException;
import io.tagapi.server.deployment.IssuerAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings about access tokens. Those of one issuer are in {@code issuers}; what such an
 * issuer leaves out is as for all.
 *
 * @param clockSkew how far the clocks of an issuer and of this server may differ
 * @param checkAudience whether a token has to name this service in {@code aud}
 * @param scopeClaims the paths of the claims that hold scopes
 * @param scopePrefixes what an issuer may put before the name of a scope
 * @param issuers further trusted issuers, each under a name of the operator's choice
 */
@ConfigurationProperties("tag-api.tokens")
record TokenProperties(@DefaultValue("10s") Duration clockSkew, @DefaultValue("true") boolean checkAudience,
		@DefaultValue List<String> scopeClaims, @DefaultValue List<String> scopePrefixes,
		@DefaultValue Map<String, Issuer> issuers) {

	static final String PREFIX = "tag-api.tokens";

	TokenProperties {
		if (clockSkew.isNegative()) {
			throw new InvalidSettingException(
					"The setting " + PREFIX + ".clock-skew must be a length of time, such as 10s.", null);
		}
		Map<String, String> settings = new HashMap<>();
		issuers.forEach((name, issuer) -> {
			String setting = settingOf(name);
			IssuerAddress.check(setting, String.valueOf(issuer.issuerUri()));
			checkDistinct(issuer.issuerUri(), setting, settings.put(issuer.issuerUri(), setting));
		});
	}

	static String settingOf(String name) {
		return PREFIX + ".issuers." + name + ".issuer-uri";
	}

	/** Only one of two could decide which audiences and claims the tokens have. */
	static void checkDistinct(String issuer, String setting, @Nullable String other) {
		if (other != null) {
			throw new InvalidSettingException(
					"The settings " + other + " and " + setting + " cannot both be the token issuer " + issuer + ".",
					null);
		}
	}

	/**
	 * A further trusted issuer.
	 *
	 * @param issuerUri its name, which is the claim {@code iss} of its tokens
	 * @param jwkSetUri where its keys are, if not where its metadata says
	 * @param audiences of which a token has to name one
	 * @param checkAudience whether it has to
	 * @param customerClaim the path of the claim that lists customers
	 * @param scopeClaims the paths of the claims that hold scopes
	 * @param scopePrefixes what it puts before the name of a scope
	 */
	record Issuer(String issuerUri, @Nullable String jwkSetUri, @Nullable List<String> audiences,
			@Nullable Boolean checkAudience, @Nullable String customerClaim, @Nullable List<String> scopeClaims,
			@Nullable List<String> scopePrefixes) {
	}

}
