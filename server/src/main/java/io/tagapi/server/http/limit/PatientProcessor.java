package io.tagapi.server.http.limit;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

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
 * moment only, because anybody can ask for such responses, without a token, and few
 * threads wait so at once: a further connection is closed. It is waited for as long as
 * Tomcat does while a request counts for a customer or for an address, which have no more
 * than their share of the threads.
 */
final class PatientProcessor extends Http11Processor {

	static final Duration MOMENT = Duration.ofSeconds(1);

	private static final long NONE = -1;

	private static final ThreadLocal<@Nullable PatientProcessor> CURRENT = new ThreadLocal<>();

	private final ClosedConnections closed;

	private final Semaphore waitingThreads;

	private long patience;

	private boolean isPatient;

	private boolean isWaiting;

	PatientProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, ClosedConnections closed,
			Semaphore waitingThreads) {
		super(protocol, adapter);
		this.closed = closed;
		this.waitingThreads = waitingThreads;
	}

	/**
	 * A request that waits has a total time, after which it gets its response. Tomcat
	 * would end the connection before, if no byte of the body comes.
	 */
	@Override
	public SocketState process(SocketWrapperBase<?> connection, SocketEvent event) throws IOException {
		this.patience = connection.getWriteTimeout();
		connection.setWriteTimeout(MOMENT.toMillis());
		this.isPatient = false;
		CURRENT.set(this);
		try {
			SocketState state = super.process(connection, event);
			if (isAsync()) {
				connection.setReadTimeout(NONE);
			}
			return state;
		}
		finally {
			CURRENT.remove();
			endWait();
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

	/** The current thread has read the header of a request, and not looked at it yet. */
	static void afterHeader() {
		@Nullable PatientProcessor current = CURRENT.get();
		if (current != null) {
			CostlyHeader.replace(current.request);
		}
	}

	/** Whether this is called by the work of the current thread on a connection. */
	static boolean isAtWorkOn(SocketWrapperBase<?> connection) {
		@Nullable PatientProcessor current = CURRENT.get();
		return current != null && connection.equals(current.getSocketWrapper());
	}

	/** From now on, the current thread waits for a client that reads slowly. */
	static void beginPatience() {
		@Nullable PatientProcessor current = CURRENT.get();
		if (current != null) {
			current.isPatient = true;
			current.waitFor(current.patience);
		}
	}

	/** From now on, the current thread waits a moment only. */
	static void endPatience() {
		@Nullable PatientProcessor current = CURRENT.get();
		if (current != null) {
			current.isPatient = false;
			current.waitFor(MOMENT.toMillis());
		}
	}

	/**
	 * Called by a thread after each write.
	 * @param isBlocked whether the buffers of the connection have no room, for which the
	 * thread waits next
	 * @throws SocketTimeoutException if as many threads wait as may
	 */
	static void afterWrite(boolean isBlocked) throws SocketTimeoutException {
		@Nullable PatientProcessor current = CURRENT.get();
		if (current == null) {
			return;
		}
		if (!isBlocked) {
			current.endWait();
		}
		else if (!current.isPatient) {
			current.beginWait();
		}
	}

	private void beginWait() throws SocketTimeoutException {
		if (!this.isWaiting && !this.waitingThreads.tryAcquire()) {
			throw new SocketTimeoutException("Too many threads wait for clients that do not read");
		}
		this.isWaiting = true;
	}

	private void endWait() {
		if (this.isWaiting) {
			this.isWaiting = false;
			this.waitingThreads.release();
		}
	}

	private void waitFor(long millis) {
		@Nullable SocketWrapperBase<?> connection = getSocketWrapper();
		if (connection != null) {
			connection.setWriteTimeout(millis);
		}
	}

}
