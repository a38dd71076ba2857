package io.tagapi.server.http.request;

import java.util.List;
import java.util.Set;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The only parameter of a request, for handlers that are no operations of the contract:
 * read as strictly as the parameters of operations.
 */
public final class OnlyParameter {

	private OnlyParameter() {
	}

	/**
	 * The value of the parameter.
	 * @param request the request
	 * @param name the name of the parameter
	 * @return its value, which has no form yet
	 * @throws ApiException 400 if the parameter is missing or there more than once, or if
	 * there are others; it names all of it
	 */
	public static String require(HttpServletRequest request, String name) {
		Violations violations = new Violations();
		String @Nullable [] values = request.getParameterValues(name);
		if (values == null) {
			violations.add(Violation.missing(Argument.In.QUERY, name));
		}
		else if (values.length > 1) {
			violations.add(Violation.givenTwice(Argument.In.QUERY, name));
		}
		violations.addUnknownParameters(request, Set.of(name));
		if (values == null || !violations.isEmpty()) {
			throw violations.toException(List.of(name));
		}
		return values[0];
	}

}
