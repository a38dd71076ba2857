package io.tagapi.server.security;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the issuer's keys. It bounds the time for which a withdrawn key is trusted,
 * and the requests to the issuer: one at a time, and none for each token that names a key
 * which does not exist. Tokens of known keys never wait for it while the keys are fresh.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

	/** How long keys are used without a request to the issuer. */
	static final Duration FRESH = Duration.ofSeconds(30);

	/** How long keys are used while the issuer does not respond. */
	static final Duration OUTAGE = Duration.ofMinutes(5);

	/** The least time between two requests for an unknown key, and after a failed one. */
	static final Duration PAUSE = Duration.ofSeconds(1);

	private final JWKSetSource<SecurityContext> issuer;

	private final Ticker ticker;

	private final ReentrantLock refreshing = new ReentrantLock();

	private volatile Keys keys = new Keys(new JWKSet(), Long.MIN_VALUE);

	private volatile @Nullable Failure failure;

	/** When the keys were last requested because of an unknown key. */
	private volatile long soughtAt = Long.MIN_VALUE;

	/**
	 * Keys of an issuer.
	 * @param issuer requests the keys each time
	 * @param ticker tells the time
	 */
	IssuerKeys(JWKSetSource<SecurityContext> issuer, Ticker ticker) {
		this.issuer = issuer;
		this.ticker = ticker;
	}

	/**
	 * Requests the keys before the first token needs them.
	 * @throws KeySourceException if the issuer does not publish them
	 */
	void load() throws KeySourceException {
		this.keys = new Keys(
				this.issuer.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), System.currentTimeMillis(), null),
				this.ticker.read());
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
		List<JWK> found = selector.select(this.keys.set());
		if (!isDue(found.isEmpty())) {
			return found;
		}
		this.refreshing.lock();
		try {
			if (isDue(selector.select(this.keys.set()).isEmpty())) {
				refresh(context);
			}
			found = selector.select(this.keys.set());
			Failure last = this.failure;
			if (last != null && (found.isEmpty() || !isWithin(this.keys.loadedAt(), OUTAGE))) {
				throw last.exception();
			}
			return found;
		}
		finally {
			this.refreshing.unlock();
		}
	}

	private boolean isDue(boolean keyIsUnknown) {
		Keys current = this.keys;
		if (this.failure != null || !isWithin(current.loadedAt(), FRESH)) {
			return true;
		}
		return keyIsUnknown && !isWithin(this.soughtAt, PAUSE);
	}

	/** A failure is cached, so that those who wait for the lock do not repeat it. */
	private void refresh(@Nullable SecurityContext context) {
		Failure last = this.failure;
		if (last != null && isWithin(last.occurredAt(), PAUSE)) {
			return;
		}
		try {
			JWKSet set = this.issuer.getJWKSet(JWKSetCacheRefreshEvaluator.forceRefresh(), System.currentTimeMillis(),
					context);
			if (isWithin(this.keys.loadedAt(), FRESH)) {
				this.soughtAt = this.ticker.read();
			}
			this.keys = new Keys(set, this.ticker.read());
			this.failure = null;
		}
		catch (KeySourceException ex) {
			this.failure = new Failure(ex, this.ticker.read());
		}
	}

	private boolean isWithin(long start, Duration time) {
		return start != Long.MIN_VALUE && this.ticker.read() - start < time.toNanos();
	}

	/**
	 * Keys as the issuer has published them.
	 *
	 * @param set the keys
	 * @param loadedAt when they were received
	 */
	private record Keys(JWKSet set, long loadedAt) {
	}

	/**
	 * A request to the issuer that failed.
	 *
	 * @param exception why
	 * @param occurredAt when
	 */
	private record Failure(KeySourceException exception, long occurredAt) {
	}

}
