package io.tagapi.server.deployment;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells the operator what to add.
 */
class IncompleteProductionFailureAnalyzer extends AbstractFailureAnalyzer<IncompleteProductionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, IncompleteProductionException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", "Set " + cause.missing()
				+ " as well to run in production, or remove " + cause.given() + " to run the sandbox.", cause);
	}

}
