package io.tagapi.server.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tagapi.server.contract.Contract;
import io.tagapi.server.contract.Operation;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The scopes that the contract names, by the request for which a token needs one.
 */
final class ContractScopes {

	private final List<MatchedScopes> operations = new ArrayList<>();

	ContractScopes(String basePath) {
		PathPatternRequestMatcher.Builder matchers = PathPatternRequestMatcher.withDefaults().basePath(basePath);
		for (Operation operation : Contract.operations()) {
			HttpMethod method = HttpMethod.valueOf(operation.method());
			add(matchers.matcher(method, operation.path()), operation);
			if (method.equals(HttpMethod.GET)) {
				// Spring handles HEAD wherever it handles GET.
				add(matchers.matcher(HttpMethod.HEAD, operation.path()), operation);
			}
		}
	}

	private void add(PathPatternRequestMatcher matcher, Operation operation) {
		this.operations.add(new MatchedScopes(matcher, operation.scopes()));
	}

	/**
	 * Finds the scopes of the operation that a request is for.
	 * @param request any request
	 * @return the scopes; nothing if the contract has no operation for this method and
	 * path
	 */
	Optional<Set<String>> of(HttpServletRequest request) {
		return this.operations.stream()
			.filter((operation) -> operation.matcher.matches(request))
			.findFirst()
			.map(MatchedScopes::scopes);
	}

	private record MatchedScopes(PathPatternRequestMatcher matcher, Set<String> scopes) {
	}

}
