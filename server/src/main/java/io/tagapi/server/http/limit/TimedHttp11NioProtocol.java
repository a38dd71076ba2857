package io.tagapi.server.http.limit;

import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the total time in which the header of a request arrives. Tomcat's own time-out
 * begins anew with each byte, so a client that sends one now and then would keep its
 * connection for ever. Both are the connection time-out. It also bounds how many headers
 * may be incomplete, because each has memory for the largest. Tomcat makes the instance,
 * by name.
 */
public class TimedHttp11NioProtocol extends Http11NioProtocol {

	/** Beyond it, those that began first are ended. */
	static final int MAX_INCOMPLETE = 2000;

	private static final long INTERVAL_MILLIS = 250;

	private @Nullable ScheduledFuture<?> check;

	@Override
	public void start() throws Exception {
		super.start();
		this.check = getUtilityExecutor().scheduleWithFixedDelay(this::endSlowHeaders, INTERVAL_MILLIS, INTERVAL_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.check != null) {
			this.check.cancel(false);
		}
		super.stop();
	}

	private void endSlowHeaders() {
		long now = System.nanoTime();
		List<Incomplete> incomplete = new ArrayList<>();
		for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
			if (connection.getCurrentProcessor() instanceof AbstractProcessor processor && isReading(processor)) {
				incomplete.add(new Incomplete(connection, now - processor.getRequest().getStartTimeNanos()));
			}
		}
		incomplete.sort(Comparator.comparingLong(Incomplete::age).reversed());
		long limit = TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
		for (int i = 0; i < incomplete.size(); i++) {
			if (incomplete.get(i).age() > limit || incomplete.size() - i > MAX_INCOMPLETE) {
				end(incomplete.get(i).connection());
			}
		}
	}

	/** Ends a connection as Tomcat's poller does when nothing arrives. */
	private static void end(SocketWrapperBase<NioChannel> connection) {
		connection.setError(new SocketTimeoutException("The header did not arrive in time"));
		connection.processSocket(SocketEvent.ERROR, true);
	}

	/**
	 * A connection has a processor set aside while a header is incomplete, or while an
	 * asynchronous or upgraded request waits.
	 */
	private static boolean isReading(AbstractProcessor processor) {
		return processor.getRequest().getStartTimeNanos() >= 0 && !processor.isAsync() && !processor.isUpgrade();
	}

	/**
	 * A connection with the beginning of a header.
	 *
	 * @param connection the connection
	 * @param age since its first byte, in nanoseconds
	 */
	private record Incomplete(SocketWrapperBase<NioChannel> connection, long age) {
	}

}
