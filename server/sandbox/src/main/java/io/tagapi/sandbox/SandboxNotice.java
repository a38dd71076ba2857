package io.tagapi.sandbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Says at the end of the start that this is a sandbox, and which address to open. A
 * program that has started it reads the address in the last line, so this line is there
 * whatever the settings of the log, and names the address on this machine for it.
 */
@Component
class SandboxNotice {

	private static final Logger LOGGER = LoggerFactory.getLogger(SandboxNotice.class);

	private final SandboxAddress address;

	private final SandboxProperties properties;

	SandboxNotice(SandboxAddress address, SandboxProperties properties) {
		this.address = address;
		this.properties = properties;
	}

	@EventListener(ApplicationReadyEvent.class)
	@Order(Ordered.LOWEST_PRECEDENCE)
	void onReady() {
		LOGGER.info("""
				The sandbox has started.
				  Client:   sandbox, secret sandbox
				  Data:     {}
				This is a sandbox, with public credentials: not for production. To begin anew, reset it on its page.""",
				this.properties.dataDir());
		System.out
			.println("Open " + (this.properties.endWithInput() ? this.address.onThisMachine() : this.address.value()));
	}

}
