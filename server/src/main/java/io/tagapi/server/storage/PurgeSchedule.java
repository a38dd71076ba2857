package io.tagapi.server.storage;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Purges every hour, or every minute where it is urgent. What could not be purged because
 * the database was away or busy is left to the next time.
 */
@Component
@EnableScheduling
class PurgeSchedule {

	private static final Logger logger = LoggerFactory.getLogger(PurgeSchedule.class);

	private final List<Purge> purges;

	PurgeSchedule(List<Purge> purges) {
		this.purges = purges;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void everyHour() {
		run(this.purges.stream().filter((purge) -> !purge.isUrgent()));
	}

	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void everyMinute() {
		run(this.purges.stream().filter(Purge::isUrgent));
	}

	private static void run(Stream<Purge> purges) {
		purges.forEach((purge) -> {
			try {
				purge.run();
			}
			catch (DataAccessException | TransactionException ex) {
				logger.warn("{} has to wait for the next time", purge.getClass().getSimpleName(), ex);
			}
		});
	}

}
