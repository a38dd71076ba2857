package io.tagapi.server.security;

import com.nimbusds.jose.KeySourceException;
import io.tagapi.server.deployment.InvalidSettingException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Requests the keys of the issuers at the start: a server that cannot accept any token
 * fails fast. An issuer that goes away later is another matter, which the server
 * outlives.
 */
@Component
class IssuerCheck implements SmartInitializingSingleton {

	private final ObjectProvider<TrustedIssuers> trusted;

	IssuerCheck(ObjectProvider<TrustedIssuers> trusted) {
		this.trusted = trusted;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.trusted.ifAvailable((trusted) -> trusted.issuers().forEach(IssuerCheck::load));
	}

	private static void load(TrustedIssuer issuer) {
		try {
			issuer.keys().load();
		}
		catch (KeySourceException ex) {
			throw new InvalidSettingException("The token issuer " + issuer.name() + " of " + issuer.setting()
					+ " cannot be used: " + ex.getMessage() + ".", ex);
		}
	}

}
