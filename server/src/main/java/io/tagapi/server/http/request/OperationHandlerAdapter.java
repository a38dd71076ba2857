package io.tagapi.server.http.request;

import java.time.Duration;

import io.tagapi.server.http.limit.LargeRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Lets {@link RequestReader} read the arguments of the generated operations, and calls
 * them with a time limit. A response is JSON, and its memory counted, before it is sent,
 * so that nothing but its bytes is held for a client that reads slowly. All other
 * handlers are called as usual.
 */
class OperationHandlerAdapter extends RequestMappingHandlerAdapter {

	private static final String GENERATED = "io.tagapi.api.";

	private final RequestReader reader;

	private final OperationResponses responses;

	private final Duration timeLimit;

	OperationHandlerAdapter(RequestReader reader, OperationResponses responses, Duration timeLimit) {
		this.reader = reader;
		this.responses = responses;
		this.timeLimit = timeLimit;
	}

	@Override
	protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handlerMethod) {
		if (!handlerMethod.getBeanType().getName().startsWith(GENERATED)) {
			return super.createInvocableHandlerMethod(handlerMethod);
		}
		return new Operation(handlerMethod);
	}

	private final class Operation extends ServletInvocableHandlerMethod {

		Operation(HandlerMethod handlerMethod) {
			super(handlerMethod);
		}

		@Override
		public @Nullable Object invokeForRequest(NativeWebRequest request, @Nullable ModelAndViewContainer container,
				@Nullable Object... provided) throws Exception {
			HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
			@Nullable Object[] arguments = OperationHandlerAdapter.this.reader.read(this, servletRequest);
			OperationHandlerAdapter.this.responses.reserve(servletRequest);
			return OperationScope.call(OperationHandlerAdapter.this.timeLimit, () -> {
				if (LargeRequest.is(servletRequest)) {
					OperationScope.current().ifPresent(OperationScope::markLarge);
				}
				return OperationHandlerAdapter.this.responses.begin(servletRequest, doInvoke(arguments));
			});
		}

		@Override
		public void invokeAndHandle(ServletWebRequest request, ModelAndViewContainer container,
				@Nullable Object... provided) throws Exception {
			try {
				super.invokeAndHandle(request, container, provided);
			}
			finally {
				OperationHandlerAdapter.this.responses.end(request.getRequest());
			}
		}

	}

}
