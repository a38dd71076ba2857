package io.tagapi.server.contract;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.util.StringUtils;

/**
 * Reads the operations from the contract itself, because the generator drops their scopes
 * and extensions.
 */
final class ContractReader {

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

	private final Map<?, ?> contract;

	ContractReader(byte[] yaml) {
		this.contract = parse(yaml);
	}

	static Map<?, ?> parse(byte[] yaml) {
		return new Yaml(new SafeConstructor(new LoaderOptions())).load(new ByteArrayInputStream(yaml));
	}

	List<Operation> operations() {
		List<Operation> operations = new ArrayList<>();
		map(this.contract.get("paths")).forEach((path, item) -> map(item).forEach((method, operation) -> {
			if (METHODS.contains(method)) {
				operations.add(operation(method.toString(), path.toString(), map(operation)));
			}
		}));
		return List.copyOf(operations);
	}

	private Operation operation(String method, String path, Map<?, ?> operation) {
		Set<String> statuses = new LinkedHashSet<>();
		map(operation.get("responses")).keySet().forEach((status) -> statuses.add(status.toString()));
		return new Operation(String.valueOf(operation.get("operationId")), method.toUpperCase(Locale.ROOT), path,
				scopes(operation), queryDefaults(operation), Collections.unmodifiableSet(statuses));
	}

	private Set<String> scopes(Map<?, ?> operation) {
		Set<String> scopes = new LinkedHashSet<>();
		for (Object alternative : list(operation.get("security"))) {
			map(alternative).values().forEach((needed) -> list(needed).forEach((scope) -> scopes.add((String) scope)));
		}
		return Collections.unmodifiableSet(scopes);
	}

	private Map<String, String> queryDefaults(Map<?, ?> operation) {
		Map<String, String> defaults = new HashMap<>();
		for (Object node : list(operation.get("parameters"))) {
			Map<?, ?> parameter = map(node);
			@Nullable Object value = map(parameter.get("schema")).get("x-default");
			if (value != null && "query".equals(parameter.get("in"))) {
				defaults.put(String.valueOf(parameter.get("name")), value.toString());
			}
		}
		return Map.copyOf(defaults);
	}

	/** An object of the contract, also where a reference stands for it. */
	private Map<?, ?> map(@Nullable Object node) {
		if (!(node instanceof Map<?, ?> map)) {
			return Map.of();
		}
		return (map.get("$ref") instanceof String reference) ? map(target(reference)) : map;
	}

	private @Nullable Object target(String reference) {
		@Nullable Object target = this.contract;
		for (String step : StringUtils.tokenizeToStringArray(reference, "#/")) {
			target = (target instanceof Map<?, ?> parent) ? parent.get(step) : null;
		}
		return target;
	}

	private static List<?> list(@Nullable Object node) {
		return (node instanceof List<?> list) ? list : List.of();
	}

}
