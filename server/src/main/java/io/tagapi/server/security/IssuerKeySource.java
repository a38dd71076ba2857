package io.tagapi.server.security;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import io.tagapi.server.documents.IssuerLocations;
import org.jspecify.annotations.Nullable;

/**
 * Requests the keys of an issuer, at the address that its metadata names. Failures name
 * the address that was requested.
 */
final class IssuerKeySource implements JWKSetSource<SecurityContext> {

	private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

	private static final int MAX_BYTES = 1_000_000;

	private final ResourceRetriever http = new DefaultResourceRetriever(LIMIT_MILLIS, LIMIT_MILLIS, MAX_BYTES);

	private final String issuer;

	private volatile @Nullable URL keys;

	/**
	 * The keys of an issuer.
	 * @param issuer its name, which is an address
	 * @param keys where the keys are, if not where its metadata says
	 */
	IssuerKeySource(String issuer, @Nullable String keys) {
		this.issuer = issuer;
		try {
			this.keys = (keys != null) ? URI.create(keys).toURL() : null;
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(keys + " is no address of keys", ex);
		}
	}

	@Override
	public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
			throws KeySourceException {
		@Nullable URL address = this.keys;
		if (address == null) {
			address = keysOfMetadata();
			this.keys = address;
		}
		try {
			return JWKSet.parse(this.http.retrieveResource(address).getContent());
		}
		catch (IOException | ParseException ex) {
			throw new RemoteKeySourceException("no keys at " + address + ": " + oneLine(ex), ex);
		}
	}

	private URL keysOfMetadata() throws KeySourceException {
		List<String> failures = new ArrayList<>();
		for (URI location : IssuerLocations.of(this.issuer)) {
			try {
				Map<String, Object> metadata = JSONObjectUtils
					.parse(this.http.retrieveResource(location.toURL()).getContent());
				String name = String.valueOf(metadata.get("issuer"));
				if (this.issuer.equals(name)) {
					return JSONObjectUtils.getURI(metadata, "jwks_uri").toURL();
				}
				failures.add(location + " is the metadata of the issuer " + name);
			}
			catch (IOException | ParseException | RuntimeException ex) {
				failures.add("no metadata at " + location + ": " + oneLine(ex));
			}
		}
		throw new RemoteKeySourceException(String.join("; ", failures), null);
	}

	private static String oneLine(Exception failure) {
		String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("").replaceAll("\\.$", "");
		return switch (failure) {
			case UnknownHostException _ -> "there is no host " + message;
			case FileNotFoundException _ -> "not found";
			default -> message;
		};
	}

	@Override
	public void close() {
		// There is nothing to close.
	}

}
