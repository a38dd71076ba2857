package io.tagapi.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests and reads their responses as a whole. The time-out covers both, where
 * the JDK's own ends with the headers of the response.
 *
 * @param http the HTTP client to send with
 * @param owned whether it is closed with this client, which it is not if the user has
 * made it
 * @param timeout how long one request may take
 */
record Exchanges(HttpClient http, boolean owned, Duration timeout) {

	<T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
		CompletableFuture<HttpResponse<T>> exchange = start(request, handler);
		try {
			return exchange.get();
		}
		catch (InterruptedException e) {
			exchange.cancel(true);
			throw e;
		}
		catch (ExecutionException e) {
			throw cause(e);
		}
	}

	<T> CompletableFuture<HttpResponse<T>> start(HttpRequest request, BodyHandler<T> handler) {
		CompletableFuture<HttpResponse<T>> exchange = this.http.sendAsync(request, whole(handler));
		CompletableFuture<HttpResponse<T>> limited = exchange.copy()
			.orTimeout(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		return limited.whenComplete((response, failure) -> {
			if (failure != null) {
				exchange.cancel(true);
			}
		});
	}

	/**
	 * Why an exchange has failed.
	 */
	IOException cause(ExecutionException failure) {
		Throwable cause = failure.getCause();
		if (cause instanceof CompletionException) {
			cause = cause.getCause();
		}
		if (cause instanceof IOException e) {
			return e;
		}
		return (cause instanceof TimeoutException)
				? new HttpTimeoutException("it was not complete after " + this.timeout.toMillis() + " ms")
				: new IOException(cause);
	}

	/**
	 * Closes the connections if they are this client's own. Before Java 21 the
	 * {@link HttpClient} does so itself when it is no longer used.
	 */
	void close() {
		if (this.owned && (Object) this.http instanceof AutoCloseable closeable) {
			try {
				closeable.close();
			}
			catch (Exception e) {
				throw new IllegalStateException("The connections could not be closed", e);
			}
		}
	}

	private static <T> BodyHandler<T> whole(BodyHandler<T> handler) {
		return (info) -> BodySubscribers.mapping(BodySubscribers.ofByteArray(),
				(bytes) -> feed(handler.apply(info), bytes));
	}

	private static <T> T feed(BodySubscriber<T> subscriber, byte[] bytes) {
		subscriber.onSubscribe(new Flow.Subscription() {

			@Override
			public void request(long n) {
				// All there is comes without being requested.
			}

			@Override
			public void cancel() {
				// All there is has come already.
			}

		});
		subscriber.onNext(List.of(ByteBuffer.wrap(bytes)));
		subscriber.onComplete();
		return subscriber.getBody().toCompletableFuture().join();
	}

}
