package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
			"delete");

	/**
	 * The operations of a contract, in its order.
	 * @param contract the contract
	 * @return all operations
	 */
	public static List<Operation> all(Contract contract) {
		List<Operation> operations = new ArrayList<>();
		contract.root()
			.require("paths")
			.entries()
			.forEach((path, item) -> item.resolved().entries().forEach((method, part) -> {
				if (METHODS.contains(method)) {
					operations.add(new Operation(contract, path, method, item.resolved(), part));
				}
			}));
		return operations;
	}

	/**
	 * What a server tells operations apart by: the names of path parameters do not count.
	 */
	String route() {
		return this.method + " " + this.path.replaceAll("\\{[^}]*}", "{}");
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
	 * The parameters by place and name, those of the path item included.
	 * @return the parameters, each resolved
	 */
	public Map<String, Part> parameters() {
		Map<String, Part> parameters = new LinkedHashMap<>();
		for (Part holder : List.of(this.pathItem, this.part)) {
			for (Part parameter : Pair.items(holder.get("parameters"))) {
				Part resolved = parameter.resolved();
				parameters.put(resolved.require("in").text() + " " + resolved.require("name").text(), resolved);
			}
		}
		return parameters;
	}

	/** What stands for the operation, or else for the whole contract. */
	@Nullable Part effective(String key) {
		Part own = this.part.get(key);
		return (own != null) ? own : this.contract.root().get(key);
	}

}
