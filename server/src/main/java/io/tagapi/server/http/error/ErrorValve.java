package io.tagapi.server.http.error;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Tomcat answers when it refuses a request before it reaches the application, such
 * as one with a malformed address: the error object instead of a page. Tomcat makes the
 * instance, by name.
 */
public class ErrorValve extends ErrorReportValve {

	private static final Logger logger = LoggerFactory.getLogger(ErrorValve.class);

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try {
			ErrorResponseWriter.send(response.getResponse(), ApiError.ofStatus(response.getStatus()));
			response.finishResponse();
		}
		catch (IOException ex) {
			logger.debug("The client is gone", ex);
		}
	}

}
