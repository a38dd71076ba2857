package io.tagapi.server.security;

import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.tagapi.server.documents.IssuerLocations;
import org.jspecify.annotations.Nullable;

/**
 * Requests the keys of an issuer, at the address that its metadata names. Failures name
 * the address that was requested.
 */
final class IssuerKeySource implements JWKSetSource<SecurityContext> {

	private final IssuerDocuments documents = new IssuerDocuments();

	private final String issuer;

	private volatile @Nullable URI keys;

	/**
	 * The keys of an issuer.
	 * @param issuer its name, which is an address
	 * @param keys where the keys are, if not where its metadata says
	 */
	IssuerKeySource(String issuer, @Nullable String keys) {
		this.issuer = issuer;
		this.keys = (keys != null) ? URI.create(keys) : null;
	}

	@Override
	public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
			throws KeySourceException {
		@Nullable URI address = this.keys;
		if (address == null) {
			address = keysOfMetadata();
			this.keys = address;
		}
		try {
			return JWKSet.parse(this.documents.get(address));
		}
		catch (IOException | ParseException ex) {
			throw new RemoteKeySourceException("no keys at " + address + ": " + ex.getMessage(), ex);
		}
	}

	private URI keysOfMetadata() throws KeySourceException {
		List<String> failures = new ArrayList<>();
		for (URI location : IssuerLocations.of(this.issuer)) {
			try {
				Map<String, Object> metadata = JSONObjectUtils.parse(this.documents.get(location));
				String name = String.valueOf(metadata.get("issuer"));
				if (this.issuer.equals(name)) {
					return JSONObjectUtils.getURI(metadata, "jwks_uri");
				}
				failures.add(location + " is the metadata of the issuer " + name);
			}
			catch (IOException | ParseException | RuntimeException ex) {
				failures.add("no metadata at " + location + ": " + ex.getMessage());
			}
		}
		throw new RemoteKeySourceException(String.join("; ", failures), null);
	}

	@Override
	public void close() {
		// There is nothing to close.
	}

}
