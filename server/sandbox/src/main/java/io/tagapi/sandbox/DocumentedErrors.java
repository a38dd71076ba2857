package io.tagapi.sandbox;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.server.documents.Contract;
import io.tagapi.server.http.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The errors that the contract documents for each operation, by the operation's id.
 */
final class DocumentedErrors {

	private final Map<String, Map<?, ?>> responses = new HashMap<>();

	private final Map<String, String> methods = new HashMap<>();

	DocumentedErrors() {
		Contract.paths().values().forEach((path) -> {
			String methodsOfPath = map(path).keySet()
				.stream()
				.map((method) -> method.toString().toUpperCase(Locale.ROOT))
				.sorted()
				.collect(Collectors.joining(", "));
			map(path).values().forEach((operation) -> add(map(operation), methodsOfPath));
		});
	}

	private void add(Map<?, ?> operation, String methodsOfPath) {
		String id = String.valueOf(operation.get("operationId"));
		this.responses.put(id, map(operation.get("responses")));
		this.methods.put(id, methodsOfPath);
	}

	private static Map<?, ?> map(@Nullable Object node) {
		return (node instanceof Map<?, ?> map) ? map : Map.of();
	}

	Optional<ErrorCode> error(String operationId, String code) {
		return Stream.of(ErrorCode.values())
			.filter((error) -> error.code().equals(code))
			.filter((error) -> this.responses.getOrDefault(operationId, Map.of())
				.containsKey(String.valueOf(error.status().value())))
			.findFirst();
	}

	/** The methods of the operation's path, separated by commas. */
	String methods(String operationId) {
		return this.methods.getOrDefault(operationId, "");
	}

}
