package io.tagapi.server.operating;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tagapi.server.http.error.LineLimit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lines that a client can make a library log.
 */
class LogLimitTests {

	private final LoggerContext logging = new LoggerContext();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void start() {
		this.logging.addTurboFilter(new LogLimit.OfLibraries());
		Logger root = this.logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		root.setLevel(Level.INFO);
		root.addAppender(this.log);
		this.log.start();
	}

	@Test
	void errorsOfALoggerAreLimitedInEachPeriod() {
		Logger tomcat = this.logging.getLogger("org.apache.catalina.connector.CoyoteAdapter");

		for (int i = 0; i < 1000; i++) {
			tomcat.error("An exception or error occurred", new IllegalStateException());
		}

		assertThat(this.log.list).hasSize(LineLimit.MAX_LINES);
	}

	@Test
	void loggersHaveLimitsOfTheirOwn() {
		for (int i = 0; i < 1000; i++) {
			this.logging.getLogger("org.apache.coyote.http11.Http11Processor").warn("Line {}", i);
			this.logging.getLogger("org.springframework.web.Resolver").atWarn().log("Resolved");
		}

		assertThat(this.log.list).hasSize(2 * LineLimit.MAX_LINES);
	}

	@Test
	void otherLinesAreNotLimited() {
		for (int i = 0; i < 100; i++) {
			this.logging.getLogger("org.flywaydb").info("Migrated");
			this.logging.getLogger("io.tagapi.server.security.RejectionLog").warn("Rejected");
		}

		assertThat(this.log.list).hasSize(200);
	}

}
