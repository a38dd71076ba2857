package io.tagapi.sandbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.tagapi.server.deployment.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sandbox.
 *
 * @param dataDir where the database and the signing key are kept
 * @param programsDir where PostgreSQL's programs are, or are unpacked to; sandboxes may
 * share it
 * @param endWithInput whether the sandbox ends when its standard input does; it has a
 * temporary directory for its data then, unless one is named
 * @param demoTags whether a fresh sandbox has some tags to try things out with
 * @param seed a file with the first tags of each customer, in place of those
 * @param address the address by which others know this sandbox, where it is not
 * {@code http://localhost} with the port; tokens name it as their issuer
 * @param clients further clients of the token endpoint, each under its id
 */
@ConfigurationProperties("tag-api.sandbox")
record SandboxProperties(Path dataDir, Path programsDir, boolean endWithInput, @DefaultValue("true") boolean demoTags,
		@Nullable Path seed, @Nullable URI address, @DefaultValue Map<String, Client> clients) {

	private static final String PREFIX = "tag-api.sandbox.";

	SandboxProperties {
		if (address != null && !isHttp(address)) {
			throw new InvalidSettingException("The setting " + PREFIX
					+ "address must be an address such as http://sandbox:8080, and not \"" + address + "\".", null);
		}
		clients.forEach((id, client) -> client.check(id));
	}

	private static boolean isHttp(URI address) {
		return ("http".equals(address.getScheme()) || "https".equals(address.getScheme())) && address.getHost() != null;
	}

	Stream<SandboxClient> ownClients() {
		return this.clients.entrySet()
			.stream()
			.map((client) -> new SandboxClient(client.getKey(), client.getValue().secret(),
					client.getValue().customers(), client.getValue().redirectUris()));
	}

	/**
	 * A further client of the token endpoint.
	 *
	 * @param secret its secret; a client without one is public
	 * @param customers the customers that its tokens are for, or {@code *} for all
	 * @param redirectUris where a browser may be sent back to after the login: addresses,
	 * or paths of this server
	 */
	record Client(@Nullable String secret, @DefaultValue("*") List<String> customers,
			@DefaultValue List<String> redirectUris) {

		private void check(String id) {
			String setting = PREFIX + "clients." + id;
			if (SandboxClient.ALWAYS.stream().anyMatch((client) -> client.id().equals(id))) {
				throw new InvalidSettingException(
						"The client " + setting + " is one that each sandbox has: give yours another id.", null);
			}
			if (this.secret == null && this.redirectUris.isEmpty()) {
				throw new InvalidSettingException(
						"The client " + setting + " has neither a secret nor redirect-uris, so it could get no token.",
						null);
			}
			for (String redirectUri : this.redirectUris) {
				if (!isUsable(redirectUri)) {
					throw new InvalidSettingException(
							"The setting " + setting + ".redirect-uris cannot be \"" + redirectUri
									+ "\": it has to be an address without a fragment, or a path that begins with /.",
							null);
				}
			}
		}

		/** Apps have schemes of their own (RFC 8252). */
		private static boolean isUsable(String redirectUri) {
			try {
				URI address = new URI(redirectUri);
				return (address.isAbsolute() || redirectUri.startsWith("/")) && address.getRawFragment() == null;
			}
			catch (URISyntaxException ex) {
				return false;
			}
		}

	}

}
