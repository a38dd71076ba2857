package io.tagapi.postgres;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL cannot be used. The message is a sentence for the operator,
 * naming the file, directory or setting that is at fault.
 */
public sealed class EmbeddedPostgresException extends RuntimeException permits DataDirectoryInUseException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Says why there is no server.
	 * @param message a sentence without its full stop
	 */
	public EmbeddedPostgresException(String message) {
		this(message, null);
	}

	EmbeddedPostgresException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
