package io.tagapi.spec.command;

/**
 * A command does not do what it was asked for. The message says why.
 */
public final class RefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public RefusedException(String message) {
		super(message);
	}

}
