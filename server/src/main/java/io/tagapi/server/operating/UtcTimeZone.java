package io.tagapi.server.operating;

import java.util.TimeZone;

import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/**
 * Makes UTC the time zone of the server wherever it runs. PostgreSQL's driver would send
 * the zone of the machine, and a PostgreSQL that does not know its name refuses the
 * connection.
 */
class UtcTimeZone implements ApplicationListener<ApplicationStartingEvent> {

	@Override
	public void onApplicationEvent(ApplicationStartingEvent event) {
		TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
	}

}
