package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the health of a server as supervisors do, each time on a connection of its
 * own.
 */
final class HealthProbe {

	private final URI address;

	private final boolean mayWait;

	private final Tally tally;

	/**
	 * A probe of a server.
	 * @param server the server
	 * @param mayWait whether a response may take longer than probes wait
	 */
	HealthProbe(PackagedServer server, boolean mayWait) {
		this.mayWait = mayWait;
		this.address = server.healthAddress();
		this.tally = new Tally("health of " + server.name(), 1, Set.of(200));
	}

	Tally tally() {
		return this.tally;
	}

	void look() throws InterruptedException {
		look("liveness");
		look("readiness");
		TimeUnit.MILLISECONDS.sleep(200);
	}

	private void look(String group) {
		long start = System.nanoTime();
		try (Connection connection = Connection.open(this.address)) {
			connection
				.send("GET /actuator/health/" + group + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
			Response response = connection.receive();
			this.tally.count(response.status(), Duration.ofNanos(System.nanoTime() - start));
			if (response.status() != 200 || !response.json().path("status").asString("").equals("UP")) {
				this.tally.problem(group + ": " + response);
			}
		}
		catch (IOException ex) {
			this.tally.outcome("no response");
			if (!this.mayWait) {
				this.tally.problem(group + ": " + ex);
			}
		}
	}

}
