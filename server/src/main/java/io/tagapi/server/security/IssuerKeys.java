package io.tagapi.server.security;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
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
 * which does not exist. Keys are requested before they are too old, so a token of a known
 * key waits only when there was none for a while. Of tokens with unknown keys, which
 * anybody can make up, few wait; and of all, while the issuer does not respond.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

	/** How long keys are used without a request to the issuer. */
	static final Duration FRESH = Duration.ofSeconds(30);

	/** After this time they are requested, while they are still used. */
	private static final Duration AHEAD = FRESH.dividedBy(2);

	/** How long keys are used while the issuer does not respond. */
	static final Duration OUTAGE = Duration.ofMinutes(5);

	/** The least time between two requests for an unknown key, and after a failed one. */
	static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(4);

	private final JWKSetSource<SecurityContext> issuer;

	private final Ticker ticker;

	private final Executor requests;

	private final int maxWaiting;

	private final Semaphore places;

	private CompletableFuture<Void> request = CompletableFuture.completedFuture(null);

	private volatile Keys keys = new Keys(new JWKSet(), Long.MIN_VALUE);

	private volatile @Nullable Failure failure;

	/** When the keys were last requested because of an unknown key. */
	private volatile long soughtAt = Long.MIN_VALUE;

	/**
	 * Keys of an issuer.
	 * @param issuer requests the keys each time
	 * @param ticker tells the time
	 * @param requests executes requests to the issuer
	 * @param maxWaiting how many tokens may wait for keys that need not come
	 */
	IssuerKeys(JWKSetSource<SecurityContext> issuer, Ticker ticker, Executor requests, int maxWaiting) {
		this.issuer = issuer;
		this.ticker = ticker;
		this.requests = requests;
		this.maxWaiting = maxWaiting;
		this.places = new Semaphore(maxWaiting);
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
		if (isDue(selector)) {
			CompletableFuture<Void> refresh = refresh(selector);
			if (!isKnown(selector) || !areUsable()) {
				await(refresh, isKnown(selector) && this.failure == null);
			}
		}
		Failure last = this.failure;
		if (last != null && (!isKnown(selector) || !areUsable())) {
			throw last.exception();
		}
		return selector.select(this.keys.set());
	}

	private boolean isKnown(JWKSelector selector) {
		return !selector.select(this.keys.set()).isEmpty();
	}

	private boolean areUsable() {
		return isWithin(this.keys.loadedAt(), (this.failure != null) ? OUTAGE : FRESH);
	}

	private boolean isDue(JWKSelector selector) {
		Failure last = this.failure;
		if (last != null) {
			return !isWithin(last.occurredAt(), PAUSE);
		}
		return !isWithin(this.keys.loadedAt(), AHEAD) || (!isKnown(selector) && !isWithin(this.soughtAt, PAUSE));
	}

	/** Requests the keys, unless that is being done, or has been done meanwhile. */
	private synchronized CompletableFuture<Void> refresh(JWKSelector selector) {
		if (this.request.isDone() && isDue(selector)) {
			this.request = CompletableFuture.runAsync(this::request, this.requests);
		}
		return this.request;
	}

	private void request() {
		try {
			JWKSet set = this.issuer.getJWKSet(JWKSetCacheRefreshEvaluator.forceRefresh(), System.currentTimeMillis(),
					null);
			if (isWithin(this.keys.loadedAt(), AHEAD)) {
				this.soughtAt = this.ticker.read();
			}
			this.keys = new Keys(set, this.ticker.read());
			this.failure = null;
		}
		catch (KeySourceException ex) {
			fail(ex);
		}
		catch (RuntimeException ex) {
			fail(new RemoteKeySourceException("the keys cannot be requested", ex));
		}
	}

	private void fail(KeySourceException reason) {
		this.failure = new Failure(reason, this.ticker.read());
	}

	/** How many tokens wait, but for the next keys of an issuer that responds. */
	int waiting() {
		return this.maxWaiting - this.places.availablePermits();
	}

	private void await(CompletableFuture<Void> refresh, boolean isExpected) throws KeySourceException {
		if (!isExpected && !this.places.tryAcquire()) {
			throw new RemoteKeySourceException("too many requests wait for the issuer's keys", null);
		}
		try {
			refresh.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			fail(new RemoteKeySourceException("the issuer has not sent its keys within " + PATIENCE.toSeconds() + " s",
					ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RemoteKeySourceException("the request is ended", ex);
		}
		catch (ExecutionException ex) {
			throw new RemoteKeySourceException("the keys were not requested", ex);
		}
		finally {
			if (!isExpected) {
				this.places.release();
			}
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
