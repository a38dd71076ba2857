package io.tagapi.exhaustion;

import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Uses up the memory of a server where a request demands it.
 */
@RestController
class Exhaustion {

	private final TaskScheduler scheduler;

	private @Nullable Object held;

	Exhaustion(TaskScheduler scheduler) {
		this.scheduler = scheduler;
	}

	@GetMapping("/exhaust/request")
	void inRequest() {
		exhaust();
	}

	@GetMapping("/exhaust/task")
	void inScheduledTask() {
		var _ = this.scheduler.schedule(this::exhaust, Instant.now());
	}

	@GetMapping("/exhaust/thread")
	void inThread() {
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			executor.execute(this::exhaust);
		}
	}

	@Bean
	Filter exhaustingFilter() {
		return (request, response, chain) -> {
			if (request.getParameter("exhaust") != null) {
				exhaust();
			}
			chain.doFilter(request, response);
		};
	}

	private void exhaust() {
		for (int i = 0; i < Integer.MAX_VALUE; i++) {
			this.held = new Object[] { this.held, new byte[10_000_000] };
		}
	}

}
