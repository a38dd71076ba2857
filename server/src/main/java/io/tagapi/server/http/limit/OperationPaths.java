package io.tagapi.server.http.limit;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells the requests of operations from those of documents: the API has operations, and
 * so may have what is added to it by an {@link OperationPath}.
 */
public final class OperationPaths {

	private final List<String> prefixes;

	OperationPaths(String basePath, List<OperationPath> others) {
		this.prefixes = Stream.concat(Stream.of(basePath), others.stream().map(OperationPath::prefix))
			.map((prefix) -> prefix + "/")
			.toList();
	}

	/**
	 * Whether a request is one of an operation. It is decided by the decoded path, as it
	 * is by all that handles the request: an address may have any of its characters
	 * percent-encoded. A proxy or the context path may have put something before it.
	 * @param request the request
	 * @return whether it counts for a customer
	 */
	public boolean include(HttpServletRequest request) {
		return this.prefixes.stream().anyMatch(request.getServletPath()::startsWith);
	}

}
