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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests and takes their answers in as a whole. The time-out covers both, where
 * the JDK's own ends with the headers of the answer.
 */
record Exchanges(HttpClient http, Duration timeout) {

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
		var _ = limited.whenComplete((_, failure) -> {
			if (failure != null) {
				exchange.cancel(true);
			}
		});
		return limited;
	}

	/**
	 * Why an exchange has failed.
	 */
	IOException cause(ExecutionException failure) {
		return switch (failure.getCause()) {
			case IOException e -> e;
			case TimeoutException _ ->
				new HttpTimeoutException("it was not complete after " + this.timeout.toMillis() + " ms");
			case null, default -> new IOException(failure.getCause());
		};
	}

	private static <T> BodyHandler<T> whole(BodyHandler<T> handler) {
		return (info) -> BodySubscribers.mapping(BodySubscribers.ofByteArray(),
				(bytes) -> feed(handler.apply(info), bytes));
	}

	private static <T> T feed(BodySubscriber<T> subscriber, byte[] bytes) {
		subscriber.onSubscribe(new Flow.Subscription() {

			@Override
			public void request(long n) {
				// All there is comes without being asked for.
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
