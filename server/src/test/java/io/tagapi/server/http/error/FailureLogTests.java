package io.tagapi.server.http.error;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A customer whose connections are stuck can cause any number of responses with 503, and
 * who finds a mistake of the server any number with 500.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureLogTests {

	@Test
	void stacksAreLimitedInEachPeriod(CapturedOutput output) throws Exception {
		ErrorResponseWriter errors = new ErrorResponseWriter();

		for (int i = 0; i < 1000; i++) {
			MockHttpServletResponse response = new MockHttpServletResponse();
			errors.send(new MockHttpServletRequest(), response, new IllegalStateException("a mistake"));
			assertThat(response.getStatus()).isEqualTo(500);
		}

		assertThat(output.getOut().lines().filter((line) -> line.contains("failed with 500")))
			.hasSize(LineLimit.MAX_LINES);
		assertThat(output.getOut().lines().filter((line) -> line.equals("java.lang.IllegalStateException: a mistake")))
			.hasSize(LineLimit.MAX_LINES);
	}

	@Test
	void linesAreLimitedInEachPeriod(CapturedOutput output) throws Exception {
		ErrorResponseWriter errors = new ErrorResponseWriter();

		for (int i = 0; i < 1000; i++) {
			MockHttpServletResponse response = new MockHttpServletResponse();
			errors.send(new MockHttpServletRequest(), response, new TransientDataAccessResourceException("stuck"));
			assertThat(response.getStatus()).isEqualTo(503);
			assertThat(response.getHeader("Retry-After")).isEqualTo("1");
		}

		assertThat(output.getOut().lines().filter((line) -> line.contains("ends with 50300000: ")))
			.hasSize(LineLimit.MAX_LINES);
	}

}
