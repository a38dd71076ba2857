package io.tagapi.acceptance.browser;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Skips tests where there is no Chromium, and says so once.
 */
class ChromiumCondition implements ExecutionCondition {

	private static final Logger logger = LoggerFactory.getLogger(ChromiumCondition.class);

	private static final String MISSING = "The browser tests are skipped: no chromium, chromium-browser or "
			+ "google-chrome is in the PATH";

	private static final AtomicBoolean SAID = new AtomicBoolean();

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (Browser.executable().isPresent()) {
			return ConditionEvaluationResult.enabled("There is a Chromium");
		}
		if (Boolean.parseBoolean(System.getenv("REQUIRE_BROWSER"))) {
			throw new IllegalStateException(MISSING + ", but REQUIRE_BROWSER is set");
		}
		if (SAID.compareAndSet(false, true)) {
			logger.warn(MISSING);
		}
		return ConditionEvaluationResult.disabled(MISSING);
	}

}
