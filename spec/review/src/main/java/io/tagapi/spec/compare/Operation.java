package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a contract.
 *
 * @param contract the contract
 * @param path the path template
 * @param method the method in small letters
 * @param pathItem the path item that holds it
 * @param part the operation object
 */
public record Operation(Contract contract, String path, String method, Part pathItem, Part part) {

	private static final Set<String> METHODS = Set.of("get", "head", "options", "trace", "post", "put", "patch",
			"delete", "query");

	private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]*)}");

	private static final Set<String> IGNORED_HEADERS = Set.of("accept", "content-type", "authorization");

	/**
	 * The operations of a contract, in its order.
	 * @param contract the contract
	 * @return all operations
	 */
	public static List<Operation> all(Contract contract) {
		List<Operation> operations = new ArrayList<>();
		Pair.entries(contract.root().get("paths")).forEach((path, item) -> {
			if (!path.startsWith("x-")) {
				methods(item.resolved()).forEach(
						(method, part) -> operations.add(new Operation(contract, path, method, item.resolved(), part)));
			}
		});
		return operations;
	}

	/** The operations of a path item by their methods, those without a key included. */
	static Map<String, Part> methods(Part pathItem) {
		Map<String, Part> methods = new LinkedHashMap<>();
		pathItem.entries().forEach((method, part) -> {
			if (METHODS.contains(method)) {
				methods.put(method, part);
			}
		});
		methods.putAll(Pair.entries(pathItem.get("additionalOperations")));
		return methods;
	}

	/**
	 * What a server tells operations apart by: the names of path parameters do not count.
	 */
	String route() {
		return this.method + " " + PATH_PARAMETER.matcher(this.path).replaceAll("{}");
	}

	/**
	 * The operation as people write it.
	 * @return method and path
	 */
	public String title() {
		return this.method.toUpperCase(Locale.ROOT) + " " + this.path;
	}

	/**
	 * The name of the operation.
	 * @return the operationId, or method and path where it is missing
	 */
	public String id() {
		Part id = this.part.get("operationId");
		return (id != null) ? id.text() : title();
	}

	/**
	 * The parameters by place and name, those of the path item included. The names of
	 * headers are in small letters.
	 * @return the parameters, each resolved
	 */
	public Map<String, Part> parameters() {
		Map<String, Part> parameters = parameters(this.pathItem);
		parameters.putAll(parameters(this.part));
		return parameters;
	}

	/** The keys of the path parameters, in the order of the path. */
	List<String> pathParameters() {
		return PATH_PARAMETER.matcher(this.path).results().map((name) -> "path " + name.group(1)).toList();
	}

	/**
	 * The responses by their statuses.
	 * @return the responses, none if OpenAPI 3.1 leaves them out
	 */
	public Map<String, Part> responses() {
		Map<String, Part> responses = new LinkedHashMap<>(Pair.entries(this.part.get("responses")));
		responses.keySet().removeIf((status) -> status.startsWith("x-"));
		return responses;
	}

	/** The parameters that the operation itself has. */
	Map<String, Part> ownParameters() {
		return parameters(this.part);
	}

	/** The parameters that it has from its path item. */
	Map<String, Part> sharedParameters() {
		Map<String, Part> parameters = parameters(this.pathItem);
		parameters.keySet().removeAll(parameters(this.part).keySet());
		return parameters;
	}

	private static Map<String, Part> parameters(Part holder) {
		Map<String, Part> parameters = new LinkedHashMap<>();
		for (Part parameter : Pair.items(holder.get("parameters"))) {
			Part resolved = parameter.resolved();
			String in = resolved.require("in").text();
			String name = resolved.require("name").text();
			boolean header = in.equals("header");
			// OpenAPI ignores these headers: the contract says them in other places.
			if (!header || !IGNORED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
				parameters.put(in + " " + (header ? name.toLowerCase(Locale.ROOT) : name), resolved);
			}
		}
		return parameters;
	}

	/** The servers of the operation, of its path item, or of the contract. */
	@Nullable Part servers() {
		for (Part holder : List.of(this.part, this.pathItem, this.contract.root())) {
			Part servers = holder.get("servers");
			if (servers != null && !servers.items().isEmpty()) {
				return servers;
			}
		}
		return null;
	}

	/** What stands for the operation, or else for the whole contract. */
	@Nullable Part effective(String key) {
		Part own = this.part.get(key);
		return (own != null) ? own : this.contract.root().get(key);
	}

}
