package io.tagapi.server.operating;

import java.time.Duration;

import io.tagapi.server.deployment.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Goes on serving for a while after the readiness has said that the server stops, so that
 * load balancers send new requests elsewhere before their connections are refused here.
 */
@Component
class PauseBeforeStop implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(PauseBeforeStop.class);

	private final ApplicationEventPublisher events;

	private final Duration pause;

	private volatile boolean running;

	PauseBeforeStop(ApplicationEventPublisher events, Settings settings) {
		this.events = events;
		this.pause = settings.stopPause();
	}

	/** The first to stop, before the web server. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.pause.isPositive()) {
			AvailabilityChangeEvent.publish(this.events, this, ReadinessState.REFUSING_TRAFFIC);
			logger.info("The server stops in {} seconds; the readiness says so from now on", this.pause.toSeconds());
			try {
				Thread.sleep(this.pause);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
