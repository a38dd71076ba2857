package io.tagapi.server.security;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

/**
 * How long the issuer's keys are trusted, and how often they are requested from the
 * issuer.
 */
class IssuerKeysTests {

	private static final int MAX_WAITING = 5;

	private final AtomicInteger requests = new AtomicInteger();

	private volatile List<String> published = List.of("first");

	private volatile boolean away;

	private volatile Duration time = Duration.ZERO;

	private Executor executor = Runnable::run;

	private final IssuerKeys keys = new IssuerKeys(new Issuer(), () -> this.time.toNanos(),
			(request) -> this.executor.execute(request), MAX_WAITING);

	@Test
	void withdrawnKeyIsNotTrustedAfterItsTime() throws Exception {
		assertThat(find("first")).hasSize(1);
		this.published = List.of("second");
		this.time = Duration.ofSeconds(14);
		assertThat(find("first")).hasSize(1);
		assertThat(this.requests).hasValue(1);

		this.time = Duration.ofSeconds(30);

		assertThat(find("first")).isEmpty();
		assertThat(this.requests).hasValue(2);
	}

	@Test
	void keysAreRequestedBeforeTheyAreTooOldAndNobodyWaits() throws Exception {
		find("first");
		Queue<Runnable> inBackground = new ArrayDeque<>();
		this.executor = inBackground::add;
		this.published = List.of("second");
		this.time = Duration.ofSeconds(15);

		assertThat(find("first")).hasSize(1);
		assertThat(find("first")).hasSize(1);
		assertThat(inBackground).hasSize(1);

		inBackground.remove().run();
		assertThat(find("second")).hasSize(1);
		assertThat(this.requests).hasValue(2);
	}

	@Test
	void tokensAndKeysTogetherAreTrustedForAMinute() {
		assertThat(IssuerKeys.FRESH).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void newKeyIsFoundAtOnce() throws Exception {
		find("first");
		this.published = List.of("first", "second");

		assertThat(find("second")).hasSize(1);
		assertThat(this.requests).hasValue(2);
	}

	@Test
	void forgedTokensCauseOneRequestASecond() throws Exception {
		find("first");
		for (int i = 0; i < 1000; i++) {
			assertThat(find("forged-" + i)).isEmpty();
		}
		assertThat(this.requests).hasValue(2);

		this.time = Duration.ofSeconds(1);
		find("forged");
		find("forged");

		assertThat(this.requests).hasValue(3);
	}

	@Test
	void simultaneousTokensShareOneRequest() throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<List<JWK>>> found = IntStream.range(0, 100).mapToObj((i) -> callers.submit(() -> {
				start.await();
				return find("first");
			})).toList();
			start.countDown();
			for (Future<List<JWK>> each : found) {
				assertThat(each.get()).hasSize(1);
			}
		}

		assertThat(this.requests).hasValue(1);
	}

	@Test
	void lastKeysOutliveAnOutageOfFiveMinutes() throws Exception {
		find("first");
		this.away = true;
		this.time = Duration.ofSeconds(299);
		assertThat(find("first")).hasSize(1);
		assertThat(find("first")).hasSize(1);
		assertThat(this.requests).as("one request a second while the issuer is away").hasValue(2);
		fails("new");

		this.time = Duration.ofMinutes(5);
		fails("first");

		this.away = false;
		this.time = Duration.ofSeconds(301);
		assertThat(find("first")).hasSize(1);
	}

	@Test
	void withdrawnKeyIsNotTrustedOnceTheIssuerIsBack() throws Exception {
		find("first");
		this.away = true;
		this.time = Duration.ofSeconds(100);
		find("first");
		this.away = false;
		this.published = List.of("second");
		this.time = Duration.ofSeconds(101);

		assertThat(find("first")).isEmpty();
	}

	@Test
	void fewTokensWithUnknownKeysWaitAndThoseOfKnownKeysDoNot() throws Exception {
		find("first");

		whileTheIssuerHangs("forged", () -> {
			fails("forged");
			assertThat(find("first")).hasSize(1);
		});

		assertThat(find("first")).hasSize(1);
		assertThat(this.requests).hasValue(2);
	}

	@Test
	void fewTokensWaitForAnIssuerThatHasFailedForLong() throws Exception {
		find("first");
		this.away = true;
		this.time = Duration.ofMinutes(5);
		fails("first");
		this.away = false;
		this.time = this.time.plusSeconds(1);

		whileTheIssuerHangs("first", () -> fails("first"));

		assertThat(find("first")).hasSize(1);
		assertThat(this.requests).hasValue(3);
	}

	/** As many tokens wait as may. */
	private void whileTheIssuerHangs(String keyId, ThrowingCallable then) throws Exception {
		CompletableFuture<Runnable> request = new CompletableFuture<>();
		this.executor = request::complete;
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<List<JWK>>> waiting = IntStream.range(0, MAX_WAITING)
				.mapToObj((i) -> callers.submit(() -> find(keyId)))
				.toList();
			await().until(() -> this.keys.waiting() == MAX_WAITING);
			assertThatNoException().isThrownBy(then);
			request.get().run();
			for (Future<List<JWK>> each : waiting) {
				assertThat(each.get()).isEqualTo(find(keyId));
			}
		}
		assertThat(this.keys.waiting()).isZero();
	}

	private void fails(String keyId) {
		assertThatExceptionOfType(RemoteKeySourceException.class).isThrownBy(() -> find(keyId));
	}

	private List<JWK> find(String keyId) throws KeySourceException {
		return this.keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build()), null);
	}

	private final class Issuer implements JWKSetSource<SecurityContext> {

		@Override
		public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
				throws KeySourceException {
			IssuerKeysTests.this.requests.incrementAndGet();
			if (IssuerKeysTests.this.away) {
				throw new RemoteKeySourceException("away", null);
			}
			return new JWKSet(IssuerKeysTests.this.published.stream()
				.<JWK>map((id) -> new OctetSequenceKey.Builder(new byte[32]).keyID(id).build())
				.toList());
		}

		@Override
		public void close() {
		}

	}

}
