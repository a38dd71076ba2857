package io.tagapi.server.security;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tagapi.server.http.error.LineLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much anybody can write into the log with tokens that are rejected.
 */
@ExtendWith(OutputCaptureExtension.class)
class RejectionLogTests {

	private final AtomicLong time = new AtomicLong();

	@Test
	void linesAreLimitedInEachPeriod(CapturedOutput output) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("ticker", (Ticker) this.time::get);
		RejectionLog log = new RejectionLog(beans.getBeanProvider(Ticker.class));

		for (int i = 0; i < 1000; i++) {
			log.log(request("garbage"), "reason " + i);
		}
		assertThat(rejections(output)).hasSize(LineLimit.MAX_LINES);

		this.time.set(LineLimit.PERIOD.toNanos());
		log.log(request("garbage"), "the next");

		assertThat(rejections(output)).hasSize(LineLimit.MAX_LINES + 1)
			.last()
			.asString()
			.endsWith("is rejected: the next; issuer unknown, client unknown");
		assertThat(output).containsOnlyOnce("980 more access tokens were rejected, and not logged")
			.doesNotContain("garbage");
	}

	private static Stream<String> rejections(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains("is rejected: "));
	}

	private static MockHttpServletRequest request(String token) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Authorization", "Bearer " + token);
		return request;
	}

}
