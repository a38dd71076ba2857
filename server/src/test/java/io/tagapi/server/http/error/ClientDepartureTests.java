package io.tagapi.server.http.error;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.DelegatingServletOutputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that leave before the error object is written: each is a line at DEBUG.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientDepartureTests {

	private static final String PACKAGE = ErrorResponseWriter.class.getPackageName();

	private final LoggingSystem logging = LoggingSystem.get(ClientDepartureTests.class.getClassLoader());

	@BeforeEach
	void logDebug() {
		this.logging.setLogLevel(PACKAGE, LogLevel.DEBUG);
	}

	@AfterEach
	void logAsBefore() {
		this.logging.setLogLevel(PACKAGE, null);
	}

	@Test
	void clientThatLeavesDuringItsResponseIsOneLine(CapturedOutput output) {
		new ErrorResponseWriter().resolveException(new MockHttpServletRequest(), new BrokenResponse(), null,
				new ClientAbortException("Broken pipe"));

		expectOneLine(output);
	}

	@Test
	void clientThatLeavesBeforeItsErrorIsOneLine(CapturedOutput output) {
		new ErrorResponseWriter().resolveException(new MockHttpServletRequest(), new BrokenResponse(), null,
				ApiException.notFound("there is nothing at this path"));

		assertThat(output.getOut().lines().filter((line) -> line.contains("ends with 4040000"))).hasSize(1);
		expectOneLine(output);
	}

	@Test
	void clientThatLeavesBeforeTheErrorOfTheContainerIsOneLine(CapturedOutput output) {
		Request request = new Request(new Connector(), new org.apache.coyote.Request());

		new ErrorValve().report(request, new BrokenContainerResponse(), null);

		expectOneLine(output);
	}

	private static void expectOneLine(CapturedOutput output) {
		assertThat(output.getOut().lines().filter((line) -> line.contains("has left: ")))
			.singleElement(InstanceOfAssertFactories.STRING)
			.contains("DEBUG")
			.endsWith("ClientAbortException: Broken pipe");
		assertThat(output).doesNotContain("\tat ");
	}

	private static final class BrokenResponse extends MockHttpServletResponse {

		@Override
		public ServletOutputStream getOutputStream() {
			return new BrokenStream();
		}

	}

	private static final class BrokenStream extends DelegatingServletOutputStream {

		private BrokenStream() {
			super(OutputStream.nullOutputStream());
		}

		@Override
		public void write(byte[] bytes) throws IOException {
			throw new ClientAbortException("Broken pipe");
		}

	}

	private static final class BrokenContainerResponse extends Response {

		private BrokenContainerResponse() {
			super(new org.apache.coyote.Response());
		}

		@Override
		public int getStatus() {
			return 400;
		}

		@Override
		public long getContentWritten() {
			return 0;
		}

		@Override
		public boolean setErrorReported() {
			return true;
		}

		@Override
		public HttpServletResponse getResponse() {
			return new BrokenResponse();
		}

	}

}
