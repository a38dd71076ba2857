package io.tagapi.server.http.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tagapi.server.documents.Contract;
import org.jspecify.annotations.Nullable;

/**
 * What holds when a query parameter is left out. The contract has it in words and in
 * {@code x-default}, not in {@code default}, which makes generated clients send what
 * their user has not set.
 */
final class ContractDefaults {

	private static final String EXTENSION = "x-default";

	private ContractDefaults() {
	}

	/**
	 * The defaults of an operation's query parameters.
	 * @param operationId the name of the operation in the contract
	 * @return the defaults by the parameters' names
	 */
	static Map<String, String> of(String operationId) {
		Map<String, String> defaults = new HashMap<>();
		for (Object path : Contract.paths().values()) {
			for (Object operation : map(path).values()) {
				if (operationId.equals(map(operation).get("operationId"))) {
					parameters(operation).forEach((parameter) -> add(map(Contract.resolve(parameter)), defaults));
				}
			}
		}
		return Map.copyOf(defaults);
	}

	private static void add(Map<?, ?> parameter, Map<String, String> defaults) {
		@Nullable Object value = map(Contract.resolve(parameter.get("schema"))).get(EXTENSION);
		if (value != null && "query".equals(parameter.get("in"))) {
			defaults.put(String.valueOf(parameter.get("name")), value.toString());
		}
	}

	private static List<?> parameters(Object operation) {
		return (map(operation).get("parameters") instanceof List<?> list) ? list : List.of();
	}

	private static Map<?, ?> map(@Nullable Object node) {
		return (node instanceof Map<?, ?> map) ? map : Map.of();
	}

}
