package io.tagapi.client;

import java.io.Serial;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;

import org.jspecify.annotations.Nullable;

/**
 * There was no response, or none that can be read: the connection failed, took too long
 * or was cut, the calling thread was interrupted (it still is, when this is thrown), or a
 * successful response is not what the contract says.
 * <p>
 * Whether the server has done the call is not known. Calls that only read, and bulk
 * calls, can simply be repeated; a call that creates a tag can if it is given the same
 * {@code Idempotency-Key} again.
 */
public final class TagApiConnectionException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private TagApiConnectionException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	static TagApiConnectionException noResponse(URI address, Throwable cause) {
		return new TagApiConnectionException("No response from %s: %s".formatted(address, reason(cause)), cause);
	}

	static TagApiConnectionException interrupted(URI address, InterruptedException cause) {
		return new TagApiConnectionException("The call to %s was interrupted".formatted(address), cause);
	}

	static TagApiConnectionException unreadable(URI address, @Nullable Throwable cause) {
		return new TagApiConnectionException("The response of %s is not what the contract says".formatted(address),
				cause);
	}

	private static String reason(Throwable cause) {
		if (cause instanceof HttpConnectTimeoutException) {
			return "the connection was not made in time";
		}
		if (cause instanceof ConnectException) {
			return (cause.getCause() instanceof UnresolvedAddressException) ? "the host is unknown"
					: "the connection was refused or failed";
		}
		return (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
	}

}
