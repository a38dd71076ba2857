package io.tagapi.server.operating;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.tagapi.server.http.error.LineLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Bounds the warnings and errors of each logger of a library. Tomcat and Spring log some
 * of what clients get wrong, with a stack trace, as often as a client wants it. This
 * server's own loggers have limits of their own.
 */
class LogLimit implements ApplicationListener<ApplicationContextInitializedEvent> {

	private static final String OWN = "io.tagapi.";

	private static final org.slf4j.Logger logger = LoggerFactory.getLogger(LogLimit.class);

	/** All applications of a process have one log. */
	@Override
	public void onApplicationEvent(ApplicationContextInitializedEvent event) {
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging
				&& logging.getTurboFilterList().stream().noneMatch(OfLibraries.class::isInstance)) {
			logging.addTurboFilter(new OfLibraries());
		}
	}

	/** One limit for each logger. */
	static final class OfLibraries extends TurboFilter {

		private final Map<String, LineLimit> limits = new ConcurrentHashMap<>();

		/** Without a format, it is asked whether the level is on. */
		@Override
		public FilterReply decide(@Nullable Marker marker, Logger source, Level level, @Nullable String format,
				Object @Nullable [] arguments, @Nullable Throwable failure) {
			if (format == null || !level.isGreaterOrEqual(Level.WARN) || source.getName().startsWith(OWN)
					|| !level.isGreaterOrEqual(source.getEffectiveLevel())) {
				return FilterReply.NEUTRAL;
			}
			long skipped = this.limits.computeIfAbsent(source.getName(), (name) -> new LineLimit(System::nanoTime))
				.next();
			if (skipped > 0) {
				logger.warn("{} more lines of {} were not logged", skipped, source.getName());
			}
			return (skipped < 0) ? FilterReply.DENY : FilterReply.NEUTRAL;
		}

	}

}
