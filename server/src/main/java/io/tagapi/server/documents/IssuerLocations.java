package io.tagapi.server.documents;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where an issuer may publish its metadata.
 */
public final class IssuerLocations {

	private IssuerLocations() {
	}

	/**
	 * The places that OpenID Connect Discovery and RFC 8414, section 3, name.
	 * @param issuer the name of the issuer, which is an address
	 * @return the addresses to try, in this order
	 */
	public static List<URI> of(String issuer) {
		URI address = URI.create(issuer);
		String path = (address.getPath() != null) ? address.getPath() : "";
		return Stream
			.of(path + "/.well-known/openid-configuration", "/.well-known/openid-configuration" + path,
					"/.well-known/oauth-authorization-server" + path)
			.map((location) -> location.replace("//", "/"))
			.distinct()
			.map((location) -> UriComponentsBuilder.fromUri(address).replacePath(location).build().toUri())
			.toList();
	}

}
