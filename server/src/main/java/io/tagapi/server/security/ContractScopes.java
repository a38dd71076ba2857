package io.tagapi.server.security;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tagapi.server.documents.Contract;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The scopes that the contract names for each operation. They are read from the contract
 * itself, because the generator drops them.
 */
final class ContractScopes {

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

	private final List<Operation> operations = new ArrayList<>();

	ContractScopes(String basePath) {
		PathPatternRequestMatcher.Builder matchers = PathPatternRequestMatcher.withDefaults().basePath(basePath);
		Contract.paths()
			.forEach((path, item) -> map(item).forEach((method, operation) -> addOperation(matchers, path.toString(),
					method.toString(), map(operation).get("security"))));
	}

	private void addOperation(PathPatternRequestMatcher.Builder matchers, String path, String method,
			@Nullable Object security) {
		if (!METHODS.contains(method)) {
			return;
		}
		Set<String> scopes = new LinkedHashSet<>();
		for (Object alternative : list(security)) {
			map(alternative).values().forEach((needed) -> list(needed).forEach((scope) -> scopes.add((String) scope)));
		}
		HttpMethod httpMethod = HttpMethod.valueOf(method.toUpperCase(Locale.ROOT));
		add(matchers.matcher(httpMethod, path), scopes);
		if (httpMethod.equals(HttpMethod.GET)) {
			// Spring answers HEAD wherever it answers GET.
			add(matchers.matcher(HttpMethod.HEAD, path), scopes);
		}
	}

	private void add(PathPatternRequestMatcher matcher, Set<String> scopes) {
		this.operations.add(new Operation(matcher, Set.copyOf(scopes), String.join(" or ", scopes)));
	}

	private static Map<?, ?> map(@Nullable Object node) {
		return (node instanceof Map<?, ?> map) ? map : Map.of();
	}

	private static List<?> list(@Nullable Object node) {
		return (node instanceof List<?> list) ? list : List.of();
	}

	/**
	 * Finds the operation that a request is for.
	 * @param request any request
	 * @return the operation; nothing if the contract has none for this method and path
	 */
	Optional<Operation> operation(HttpServletRequest request) {
		return this.operations.stream().filter((operation) -> operation.matcher.matches(request)).findFirst();
	}

	/**
	 * An operation of the contract.
	 *
	 * @param matcher its method and path
	 * @param scopes the scopes of which a token has to have one
	 * @param description the same for people
	 */
	record Operation(PathPatternRequestMatcher matcher, Set<String> scopes, String description) {
	}

}
