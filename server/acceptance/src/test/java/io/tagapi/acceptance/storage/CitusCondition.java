package io.tagapi.acceptance.storage;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Skips a class of tests where no Citus cluster is given, and says so.
 */
class CitusCondition implements ExecutionCondition {

	private static final Logger logger = LoggerFactory.getLogger(CitusCondition.class);

	private static final String MISSING = "The tests of Citus are skipped: no cluster is given with -D"
			+ CitusCluster.SETTING;

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (CitusCluster.address().isPresent()) {
			return ConditionEvaluationResult.enabled("There is a cluster");
		}
		if (context.getTestMethod().isEmpty()) {
			logger.warn(MISSING);
		}
		return ConditionEvaluationResult.disabled(MISSING);
	}

}
