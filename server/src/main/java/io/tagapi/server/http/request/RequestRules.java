package io.tagapi.server.http.request;

import java.util.Map;

import org.hibernate.validator.cfg.ConstraintMapping;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules of a feature's own requests that no keyword of the contract states. The bean
 * of a feature adds them to the reading of all requests.
 */
public interface RequestRules {

	/**
	 * Adds constraints to generated models and operations.
	 * @param mapping the constraints beside those of the contract
	 */
	default void addConstraints(ConstraintMapping mapping) {
	}

	/**
	 * Adds to the reading of JSON.
	 * @param mapper the strict mapper of request bodies
	 */
	default void addReaders(JsonMapper.Builder mapper) {
	}

	/**
	 * The list whose malformed elements are skipped, while the others are processed.
	 * @param parameters the values of the request's parameters by their names
	 * @return the name of the list, null if the request has to be valid as a whole
	 */
	default @Nullable String listToleratingMalformedElements(Map<String, ?> parameters) {
		return null;
	}

}
