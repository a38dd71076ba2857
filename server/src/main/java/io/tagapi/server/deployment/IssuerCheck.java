package io.tagapi.server.deployment;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.stereotype.Component;

/**
 * Asks the issuer for its keys at the start: a server that can let nobody in had better
 * not be taken for one that can. An issuer that goes away later is another matter, which
 * the server outlives.
 */
@Component
@ConditionalOnProperty(ProductionCheck.ISSUER)
class IssuerCheck implements SmartInitializingSingleton {

	private static final String NO_TOKEN = "none";

	private final JwtDecoder decoder;

	IssuerCheck(JwtDecoder decoder) {
		this.decoder = decoder;
	}

	/** The decoder asks the issuer when it gets its first token, however bad that is. */
	@Override
	public void afterSingletonsInstantiated() {
		try {
			this.decoder.decode(NO_TOKEN);
		}
		catch (BadJwtException ex) {
			// This is how the token is refused when the issuer has answered.
			return;
		}
		catch (JwtDecoderInitializationException ex) {
			throw new InvalidSettingException("The token issuer of " + ProductionCheck.ISSUER + " cannot be used: "
					+ String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()).replaceAll("\\.$", "")
					+ ".", ex);
		}
	}

}
