package io.tagapi.postgres;

import java.io.Serial;
import java.nio.file.Path;

/**
 * Another server has the data directory.
 */
public final class DataDirectoryInUseException extends EmbeddedPostgresException {

	@Serial
	private static final long serialVersionUID = 1L;

	DataDirectoryInUseException(Path path, String pid) {
		super("The data directory " + path + " is in use by another server"
				+ (pid.isEmpty() ? "" : " (process " + pid + ")"));
	}

}
