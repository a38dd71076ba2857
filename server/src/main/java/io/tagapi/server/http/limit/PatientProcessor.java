package io.tagapi.server.http.limit;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Waits for clients that do not read. Small responses find room in the buffers of a
 * connection, until a client has left a hundred of them unread: it has the thread for a
 * moment only, because anybody can ask for such responses, without a token. It is waited
 * for as long as Tomcat does while a request counts for a customer or for an address,
 * which have no more than their share of the threads.
 */
final class PatientProcessor extends Http11Processor {

	static final Duration MOMENT = Duration.ofSeconds(1);

	private static final ThreadLocal<@Nullable PatientProcessor> CURRENT = new ThreadLocal<>();

	private final ClosedConnections closed;

	private long patience;

	PatientProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, ClosedConnections closed) {
		super(protocol, adapter);
		this.closed = closed;
	}

	@Override
	public SocketState process(SocketWrapperBase<?> connection, SocketEvent event) throws IOException {
		this.patience = connection.getWriteTimeout();
		connection.setWriteTimeout(MOMENT.toMillis());
		CURRENT.set(this);
		try {
			return super.process(connection, event);
		}
		finally {
			CURRENT.remove();
			connection.setWriteTimeout(this.patience);
		}
	}

	/** A body is not waited for any longer once there is a response. */
	@Override
	protected void setErrorState(ErrorState state, @Nullable Throwable failure) {
		if (failure instanceof SocketTimeoutException && this.response.isCommitted()) {
			this.closed.count(ClosedConnections.Reason.UNREAD_RESPONSES);
		}
		super.setErrorState(state, failure);
	}

	/** From now on, the current thread waits for a client that reads slowly. */
	static void beginPatience() {
		@Nullable PatientProcessor current = CURRENT.get();
		if (current != null) {
			current.waitFor(current.patience);
		}
	}

	/** From now on, the current thread waits a moment only. */
	static void endPatience() {
		@Nullable PatientProcessor current = CURRENT.get();
		if (current != null) {
			current.waitFor(MOMENT.toMillis());
		}
	}

	private void waitFor(long millis) {
		@Nullable SocketWrapperBase<?> connection = getSocketWrapper();
		if (connection != null) {
			connection.setWriteTimeout(millis);
		}
	}

}
