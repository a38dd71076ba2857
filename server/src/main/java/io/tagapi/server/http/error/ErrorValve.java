package io.tagapi.server.http.error;

import java.io.IOException;

import io.tagapi.server.http.response.RequestId;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the error object where Tomcat rejects a request before it reaches the
 * application, such as one with a malformed address: the error object instead of a page.
 * Tomcat makes the instance, by name.
 */
public class ErrorValve extends ErrorReportValve {

	/** An attribute of a request: why it is made such that Tomcat rejects it. */
	public static final String REASON = ErrorValve.class.getName() + ".reason";

	private static final Logger logger = LoggerFactory.getLogger(ErrorValve.class);

	/** As Tomcat's parser says it. */
	private static final String TOO_LARGE = StringManager.getManager("org.apache.coyote.http11")
		.getString("iib.requestheadertoolarge.error");

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try {
			response.setHeader(RequestId.HEADER, RequestId.of(request));
			ErrorResponseWriter.send(response.getResponse(), error(request, response, failure));
			response.finishResponse();
		}
		catch (IOException ex) {
			logger.debug("The client of a rejected request has left: {}", ex.toString());
		}
	}

	private static ApiError error(Request request, Response response, @Nullable Throwable failure) {
		if (failure != null && TOO_LARGE.equals(failure.getMessage())
				&& request.getConnector().getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
			return new ApiError(ErrorCode.RESOURCE_INVALID_PARAM, "the request line and the headers are larger than "
					+ protocol.getMaxHttpRequestHeaderSize() + " bytes");
		}
		return (request.getAttribute(REASON) instanceof String reason)
				? new ApiError(ErrorCode.RESOURCE_INVALID_PARAM, reason) : ApiError.ofStatus(response.getStatus());
	}

}
