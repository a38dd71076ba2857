package io.tagapi.server.http.limit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
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
	static final int MAX_INCOMPLETE = 1000;

	/** How many connections may begin a header before the incomplete are looked at. */
	private static final int BEGUN_BETWEEN_CHECKS = 100;

	private static final long INTERVAL_MILLIS = 250;

	private final AtomicInteger begun = new AtomicInteger();

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

	/** Called when no processor of an earlier request is at hand. */
	@Override
	protected Processor createProcessor() {
		if (this.begun.incrementAndGet() % BEGUN_BETWEEN_CHECKS == 0) {
			endSlowHeaders();
		}
		return super.createProcessor();
	}

	/**
	 * Closes them here: what is handed to a thread of the requests waits until one is
	 * free, and the memory of the header with it.
	 */
	private synchronized void endSlowHeaders() {
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
				incomplete.get(i).connection().close();
			}
		}
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
