package io.tagapi.server.http.limit;

import org.apache.coyote.ContinueResponseTiming;

import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Gives a Tomcat threads of its own, and lets no connection keep one of them or the room
 * of others.
 */
class ConnectionLimits implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final int PART_THAT_WAITS = 16;

	private static final int PART_THAT_IS_PATIENT = 2;

	private final QueueingExecutor threads;

	private final ClosedConnections closed;

	ConnectionLimits(QueueingExecutor threads, ClosedConnections closed) {
		this.threads = threads;
		this.closed = closed;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.setProtocol(TimedHttp11NioProtocol.class.getName());
		factory.addEngineValves(new RequestsAhead(this.threads, this.closed), new ContinueResponse(), new BodyBytes());
		TomcatProtocolHandlerCustomizer<TimedHttp11NioProtocol> limits = this::limit;
		factory.addProtocolHandlerCustomizers(limits);
	}

	/** Sets what the connections of a Tomcat may take. */
	void limit(TimedHttp11NioProtocol protocol) {
		protocol.setExecutor(this.threads);
		protocol.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
		protocol.countIn(this.closed);
		protocol.limitWaiting(Math.ceilDiv(this.threads.getMaximumPoolSize(), PART_THAT_WAITS));
		protocol.limitPatient(Math.ceilDiv(this.threads.getMaximumPoolSize(), PART_THAT_IS_PATIENT));
	}

}
