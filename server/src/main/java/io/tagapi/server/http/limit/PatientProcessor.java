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
 * than their share of the threads, unless half of all threads could wait so already: then
 * it has a moment in all, so that no group of customers has all threads for long.
 */
final class PatientProcessor extends Http11Processor {

	static final Duration MOMENT = Duration.ofSeconds(1);

	private static final long NONE = -1;

	private static final ThreadLocal<@Nullable PatientProcessor> CURRENT = new ThreadLocal<>();

	private final ClosedConnections closed;

	private final Semaphore waitingThreads;

	private final Semaphore patientThreads;

	private long patience;

	/** Whether a request is served that counts for somebody. */
	private boolean isCounted;

	/** Whether the thread may wait for long. */
	private boolean isPatient;

	/** When the thread began to wait although it may not do so for long. */
	private long blockedSince = NONE;

	private boolean isWaiting;

	PatientProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, ClosedConnections closed,
			Semaphore waitingThreads, Semaphore patientThreads) {
		super(protocol, adapter);
		this.closed = closed;
		this.waitingThreads = waitingThreads;
		this.patientThreads = patientThreads;
	}

	/**
	 * A request that waits has a total time, after which it gets its response. Tomcat
	 * would end the connection before, if no byte of the body comes.
	 */
	@Override
	public SocketState process(SocketWrapperBase<?> connection, SocketEvent event) throws IOException {
		this.patience = connection.getWriteTimeout();
		connection.setWriteTimeout(MOMENT.toMillis());
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
			endPatience(this);
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
		if (current != null && !current.isCounted) {
			current.isCounted = true;
			current.isPatient = current.patientThreads.tryAcquire();
			current.blockedSince = NONE;
			current.waitFor(current.isPatient ? current.patience : MOMENT.toMillis());
		}
	}

	/** From now on, the current thread waits a moment only. */
	static void endPatience() {
		@Nullable PatientProcessor current = CURRENT.get();
		if (current != null) {
			current.waitFor(MOMENT.toMillis());
			endPatience(current);
		}
	}

	private static void endPatience(PatientProcessor current) {
		if (current.isPatient) {
			current.isPatient = false;
			current.patientThreads.release();
		}
		current.isCounted = false;
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
		else if (!current.isCounted) {
			current.beginWait();
		}
		else if (!current.isPatient) {
			current.hurry();
		}
	}

	private void hurry() throws SocketTimeoutException {
		long now = System.nanoTime();
		if (this.blockedSince == NONE) {
			this.blockedSince = now;
		}
		else if (now - this.blockedSince >= MOMENT.toNanos()) {
			throw new SocketTimeoutException("Too many threads wait for clients that read slowly");
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
