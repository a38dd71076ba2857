package io.tagapi.server.security;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.springframework.http.HttpStatus;

/**
 * Requests documents of an issuer. Their size is bounded, and so is the total time, in
 * which an issuer may send a byte now and then.
 */
final class IssuerDocuments {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final int MAX_BYTES = 1_000_000;

	private final Duration limit;

	private final HttpClient http = HttpClient.newBuilder()
		.version(Version.HTTP_1_1)
		.followRedirects(Redirect.NORMAL)
		.build();

	IssuerDocuments() {
		this(LIMIT);
	}

	IssuerDocuments(Duration limit) {
		this.limit = limit;
	}

	/**
	 * Requests a document.
	 * @param address where it is
	 * @return its text
	 * @throws IOException if it does not come; the message is the reason in words
	 */
	String get(URI address) throws IOException {
		CompletableFuture<HttpResponse<String>> response = send(address);
		try {
			return text(response.get(this.limit.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException ex) {
			throw new IOException("it is not sent within " + this.limit.toSeconds() + " s", ex);
		}
		catch (ExecutionException ex) {
			throw new IOException(reason(address, Objects.requireNonNullElse(ex.getCause(), ex)), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("the request is ended", ex);
		}
		finally {
			response.cancel(true);
		}
	}

	private CompletableFuture<HttpResponse<String>> send(URI address) throws IOException {
		try {
			return this.http.sendAsync(HttpRequest.newBuilder(address).build(),
					BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("this is no address of HTTP", ex);
		}
	}

	private static String text(HttpResponse<String> response) throws IOException {
		if (response.statusCode() == HttpStatus.NOT_FOUND.value()) {
			throw new IOException("not found");
		}
		if (response.statusCode() != HttpStatus.OK.value()) {
			throw new IOException("the status is " + response.statusCode());
		}
		return response.body();
	}

	private static String reason(URI address, Throwable failure) {
		return switch (failure) {
			case ConnectException ex when isUnresolved(ex) -> "there is no host " + address.getHost();
			case ConnectException _ -> "no connection";
			default -> String.valueOf(failure.getMessage()).lines().findFirst().orElse("").replaceAll("\\.$", "");
		};
	}

	private static boolean isUnresolved(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch(UnresolvedAddressException.class::isInstance);
	}

}
