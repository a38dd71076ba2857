package io.tagapi.server.documents;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * In production: the flows of the configured issuer, by its own metadata. They are
 * requested when somebody first opens Swagger UI, so the server starts also while the
 * issuer is away.
 */
@Component
@ConditionalOnProperty(IssuerFlows.ISSUER)
class IssuerFlows implements TokenFlowSource {

	static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

	private static final Logger logger = LoggerFactory.getLogger(IssuerFlows.class);

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	/** After a look-up that failed. */
	private static final Duration PAUSE = Duration.ofSeconds(2);

	private final ReentrantLock lookUp = new ReentrantLock();

	private final AtomicLong nextLookUp = new AtomicLong(System.nanoTime());

	private final String issuer;

	private final LoginProperties login;

	private final RestClient http;

	private final AtomicReference<@Nullable TokenFlows> known = new AtomicReference<>();

	IssuerFlows(@Value("${" + ISSUER + "}") String issuer, LoginProperties login) {
		this.issuer = issuer;
		this.login = login;
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(PATIENCE).build());
		requests.setReadTimeout(PATIENCE);
		this.http = RestClient.builder().requestFactory(requests).build();
	}

	/**
	 * One visitor waits for the issuer. The others, and all for a while after a failure,
	 * get a page without flows.
	 */
	@Override
	public TokenFlows flows() {
		@Nullable TokenFlows flows = this.known.get();
		if (flows != null) {
			return flows;
		}
		if (System.nanoTime() - this.nextLookUp.get() < 0 || !this.lookUp.tryLock()) {
			return TokenFlows.NONE;
		}
		try {
			flows = IssuerLocations.of(this.issuer)
				.stream()
				.flatMap((location) -> read(location).stream())
				.findFirst()
				.map((metadata) -> metadata.flows(this.login))
				.orElse(null);
			this.known.set(flows);
			this.nextLookUp.set(System.nanoTime() + PAUSE.toNanos());
			return (flows != null) ? flows : TokenFlows.NONE;
		}
		finally {
			this.lookUp.unlock();
		}
	}

	private Optional<IssuerMetadata> read(URI location) {
		try {
			return Optional.ofNullable(this.http.get().uri(location).retrieve().body(IssuerMetadata.class))
				.filter((metadata) -> this.issuer.equals(metadata.issuer()));
		}
		catch (RestClientException ex) {
			logger.debug("No metadata of the issuer at {}", location, ex);
			return Optional.empty();
		}
	}

}
