package io.tagapi.server.deployment;

import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;

/**
 * Ends the process at the first {@link OutOfMemoryError}: where the error has ended a
 * thread, such as the one that polls the connections, the process would live on without
 * responding. It is seen where it ends a thread, and where Tomcat, Spring or a library
 * catches and logs it. The exit code is that of {@code -XX:+ExitOnOutOfMemoryError},
 * which also ends the process where the error is caught in silence, but which no program
 * can switch on for itself.
 */
class OutOfMemoryExit implements ApplicationListener<SpringApplicationEvent> {

	private static final int CODE = 3;

	/** A chain of causes may be a ring. */
	private static final int MAX_CAUSES = 20;

	private static final byte[] NOTICE = "The memory is used up, so the process ends.\n"
		.getBytes(StandardCharsets.US_ASCII);

	/** The logging is set up again after the first of these events. */
	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationStartingEvent
				&& !(Thread.getDefaultUncaughtExceptionHandler() instanceof OfThread)) {
			Thread.setDefaultUncaughtExceptionHandler(new OfThread(Thread.getDefaultUncaughtExceptionHandler()));
		}
		if (event instanceof ApplicationContextInitializedEvent
				&& LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
			logging.addTurboFilter(new OfLog());
		}
	}

	private static void check(@Nullable Throwable failure) {
		@Nullable Throwable cause = failure;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			if (cause instanceof OutOfMemoryError) {
				exit();
			}
			cause = cause.getCause();
		}
	}

	/** No hook is run, nor anything logged: that would need memory, and could hang. */
	private static void exit() {
		try {
			System.err.write(NOTICE, 0, NOTICE.length);
			System.err.flush();
		}
		finally {
			Runtime.getRuntime().halt(CODE);
		}
	}

	/**
	 * Sees what ends a thread.
	 *
	 * @param next handles other failures
	 */
	private record OfThread(Thread.@Nullable UncaughtExceptionHandler next) implements Thread.UncaughtExceptionHandler {

		@Override
		public void uncaughtException(Thread thread, Throwable failure) {
			check(failure);
			if (this.next != null) {
				this.next.uncaughtException(thread, failure);
			}
			else {
				LoggerFactory.getLogger(OutOfMemoryExit.class)
					.error("The thread {} has ended", thread.getName(), failure);
			}
		}

	}

	/**
	 * Sees what is logged, whether or not it reaches the log. A failure may be the last
	 * of the arguments.
	 */
	private static final class OfLog extends TurboFilter {

		@Override
		public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
				Object @Nullable [] arguments, @Nullable Throwable failure) {
			check(failure);
			if (arguments != null && arguments.length > 0
					&& arguments[arguments.length - 1] instanceof Throwable last) {
				check(last);
			}
			return FilterReply.NEUTRAL;
		}

	}

}
