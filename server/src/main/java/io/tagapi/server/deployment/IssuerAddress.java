package io.tagapi.server.deployment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Checks settings that are the address of a token issuer.
 */
public final class IssuerAddress {

	private IssuerAddress() {
	}

	/**
	 * Checks an address.
	 * @param setting the name of the setting
	 * @param address its value
	 * @throws InvalidSettingException if that is no address of the web
	 */
	public static void check(String setting, String address) {
		try {
			URI issuer = new URI(address);
			if (issuer.getHost() != null && Set.of("https", "http").contains(issuer.getScheme())) {
				return;
			}
		}
		catch (URISyntaxException ex) {
			throw invalid(setting, ex);
		}
		throw invalid(setting, null);
	}

	private static InvalidSettingException invalid(String setting, @Nullable URISyntaxException cause) {
		return new InvalidSettingException(
				"The setting " + setting + " must be the address of a token issuer, such as https://login.example.com.",
				cause);
	}

}
