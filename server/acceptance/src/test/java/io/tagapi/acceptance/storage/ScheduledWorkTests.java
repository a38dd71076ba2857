package io.tagapi.acceptance.storage;

import io.tagapi.acceptance.AcceptanceTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.assertj.core.api.Assertions.assertThat;

@AcceptanceTest
class ScheduledWorkTests {

	/** The purges of events, idempotency keys and deleted tags, and the keys of names. */
	@Test
	void noJobWaitsForAnother(@Autowired ScheduledTaskHolder jobs, @Autowired ThreadPoolTaskScheduler scheduler) {
		assertThat(jobs.getScheduledTasks()).hasSize(4);
		assertThat(scheduler.getScheduledThreadPoolExecutor().getCorePoolSize()).isEqualTo(4);
	}

}
