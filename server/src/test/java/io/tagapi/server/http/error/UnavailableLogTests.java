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
 * A customer whose connections are stuck can cause any number of responses with 503.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnavailableLogTests {

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
