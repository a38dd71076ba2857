package io.tagapi.sandbox;

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
		return new FailureAnalysis(cause.getMessage(), "See the table of settings in docs/configuration.md.", cause);
	}

}
