package io.tagapi.server.http.error;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.tagapi.server.http.response.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.http11.HeadersTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Writes responses with the error object. The MVC layer, the security filters, the error
 * page and the container's valve all come here, so there is one place that decides on the
 * body and on the log: a server error with its stack, a temporary one in a line, both at
 * a limited rate, because there may be thousands, and anything else in a debug line.
 */
@Component
public class ErrorResponseWriter implements HandlerExceptionResolver, Ordered {

	/** The attribute of a request that has the code of the error, once it is sent. */
	public static final String CODE = ErrorResponseWriter.class.getName();

	private static final Logger logger = LoggerFactory.getLogger(ErrorResponseWriter.class);

	private static final JsonMapper mapper = JsonMapper.builder()
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.build();

	private final LineLimit unavailable = new LineLimit(System::nanoTime);

	private final LineLimit failed = new LineLimit(System::nanoTime);

	/**
	 * Responds to a request with the error that the exception stands for.
	 * @param request the request that failed
	 * @param response the response; left alone if it is committed
	 * @param failure why it failed
	 * @throws IOException if the client is gone
	 */
	public void send(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
		if (isOfAClientThatLeft(failure)) {
			logClientHasLeft(request, failure);
			return;
		}
		ApiError error = ErrorMapper.map(request, failure);
		if (error.status() == HttpStatus.SERVICE_UNAVAILABLE.value() && !(failure instanceof ApiException)) {
			log(this.unavailable, Level.WARN, error,
					(line) -> line.log("Request {} ends with {}: {}", RequestId.of(request), error.code(),
							NestedExceptionUtils.getMostSpecificCause(failure).toString()));
		}
		else if (error.isServerError() && !(failure instanceof ApiException)) {
			log(this.failed, Level.ERROR, error, (line) -> line.setCause(failure)
				.log("Request {} failed with {}", RequestId.of(request), error.status()));
		}
		else {
			logger.debug("Request {} ends with {} {}", RequestId.of(request), error.code(), error.detail());
		}
		request.setAttribute(CODE, error.code());
		if (failure instanceof HeadersTooLargeException && !response.isCommitted()) {
			response.reset();
			response.setHeader(RequestId.HEADER, RequestId.of(request));
		}
		send(response, error);
	}

	/** Without the stack, because it is no failure, and clients leave often. */
	private static void logClientHasLeft(HttpServletRequest request, Throwable failure) {
		logger.debug("The client of request {} has left: {}", RequestId.of(request), failure.toString());
	}

	private static void log(LineLimit limit, Level level, ApiError error, Consumer<LoggingEventBuilder> line) {
		long skipped = limit.next();
		if (skipped > 0) {
			logger.atLevel(level).log("{} more requests ended with {}, and were not logged", skipped, error.code());
		}
		if (skipped >= 0) {
			line.accept(logger.atLevel(level));
		}
	}

	private static boolean isOfAClientThatLeft(Throwable failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException) {
				return true;
			}
		}
		return false;
	}

	public static void send(HttpServletResponse response, ApiError error) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		response.resetBuffer();
		response.setStatus(error.status());
		error.headers().forEach((name, values) -> values.forEach((value) -> response.setHeader(name, value)));
		byte[] body = mapper.writeValueAsString(error.body()).getBytes(StandardCharsets.UTF_8);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception failure) {
		try {
			send(request, response, failure);
		}
		catch (IOException ex) {
			logClientHasLeft(request, ex);
		}
		return new ModelAndView();
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
