package io.tagapi.sandbox;

import io.tagapi.postgres.DataDirectoryInUseException;
import io.tagapi.postgres.EmbeddedPostgresException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports why the sandbox's database does not start, in the one sentence that the
 * exception has for it.
 */
class SandboxFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedPostgresException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedPostgresException cause) {
		String action = (cause instanceof DataDirectoryInUseException)
				? "Stop that server, or give this one a directory of its own with the setting tag-api.sandbox.data-dir."
				: "See the table of settings in docs/configuration.md.";
		return new FailureAnalysis(cause.getMessage(), action, cause);
	}

}
