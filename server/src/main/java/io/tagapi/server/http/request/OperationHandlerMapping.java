package io.tagapi.server.http.request;

import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Matches paths as OpenAPI does: a path without variables goes before one with them,
 * whatever the method. Spring would take {@code GET /devices/bulkAssign} for that of the
 * device {@code bulkAssign}; it is a 405.
 */
class OperationHandlerMapping extends RequestMappingHandlerMapping {

	@Override
	protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
		@Nullable HandlerMethod found = super.lookupHandlerMethod(path, request);
		if (found == null || path.equals(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))) {
			return found;
		}
		Set<RequestMappingInfo> literal = withPath(getHandlerMethods().keySet(), path);
		return literal.isEmpty() ? found : super.handleNoMatch(literal, path, request);
	}

	@Override
	protected @Nullable HandlerMethod handleNoMatch(Set<RequestMappingInfo> infos, String path,
			HttpServletRequest request) throws ServletException {
		Set<RequestMappingInfo> literal = withPath(infos, path);
		return super.handleNoMatch(literal.isEmpty() ? infos : literal, path, request);
	}

	private static Set<RequestMappingInfo> withPath(Set<RequestMappingInfo> infos, String path) {
		return infos.stream().filter((info) -> info.getDirectPaths().contains(path)).collect(Collectors.toSet());
	}

}
