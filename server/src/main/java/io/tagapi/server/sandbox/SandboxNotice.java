package io.tagapi.server.sandbox;

import io.tagapi.server.deployment.ConditionalOnSandbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says in the log that this is a sandbox, and where to find what.
 */
@Component
@ConditionalOnSandbox
class SandboxNotice {

	private static final Logger LOGGER = LoggerFactory.getLogger(SandboxNotice.class);

	private final SandboxProperties properties;

	SandboxNotice(SandboxProperties properties) {
		this.properties = properties;
	}

	@EventListener
	void onStart(WebServerInitializedEvent event) {
		LOGGER.info("""
				This is a sandbox, with public credentials: not for production.
				  Address:  http://localhost:{}
				  Client:   sandbox, secret sandbox
				  Data:     {}""", event.getWebServer().getPort(), this.properties.dataDir());
	}

}
