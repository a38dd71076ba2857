package io.tagapi.server.deployment;

import org.jspecify.annotations.Nullable;

/**
 * A setting with which the server does not start.
 */
public class InvalidSettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Names the setting.
	 * @param sentence what is wrong, in one sentence with its full stop
	 * @param cause why
	 */
	public InvalidSettingException(String sentence, @Nullable Throwable cause) {
		super(sentence, cause);
	}

}
