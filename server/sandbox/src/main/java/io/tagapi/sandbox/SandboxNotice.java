package io.tagapi.sandbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Says at the end of the start that this is a sandbox, and which address to open.
 */
@Component
class SandboxNotice {

	private static final Logger LOGGER = LoggerFactory.getLogger(SandboxNotice.class);

	private final Environment environment;

	private final SandboxProperties properties;

	SandboxNotice(Environment environment, SandboxProperties properties) {
		this.environment = environment;
		this.properties = properties;
	}

	@EventListener(ApplicationReadyEvent.class)
	@Order(Ordered.LOWEST_PRECEDENCE)
	void onReady() {
		LOGGER.info("""
				The sandbox has started.
				  Client:   sandbox, secret sandbox
				  Data:     {}
				This is a sandbox, with public credentials: not for production. To begin anew, reset it on its page.
				Open http://localhost:{}{}""", this.properties.dataDir(),
				this.environment.getRequiredProperty("local.server.port"),
				this.environment.getProperty("server.servlet.context-path", ""));
	}

}
