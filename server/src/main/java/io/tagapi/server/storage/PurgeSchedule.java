package io.tagapi.server.storage;

import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Purges every hour, or every minute where it is urgent. Each purge is a job of its own
 * and waits for no other, because the scheduler has a thread for each job. What could not
 * be purged because the database was away or busy is left to the next time.
 */
@Component
@EnableScheduling
class PurgeSchedule implements SchedulingConfigurer {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Logger logger = LoggerFactory.getLogger(PurgeSchedule.class);

	private final List<Purge> purges;

	private final PurgeRuns runs;

	PurgeSchedule(List<Purge> purges, PurgeRuns runs) {
		this.purges = purges;
		this.runs = runs;
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar registrar) {
		this.purges.forEach((purge) -> registrar
			.addFixedDelayTask(new FixedDelayTask(() -> run(purge), purge.isUrgent() ? MINUTE : HOUR, MINUTE)));
	}

	private void run(Purge purge) {
		try {
			this.runs.run(purge);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("{} has to wait for the next time: {}", purge.getClass().getSimpleName(),
					NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			logger.debug("{} has to wait for the next time", purge.getClass().getSimpleName(), ex);
		}
	}

}
