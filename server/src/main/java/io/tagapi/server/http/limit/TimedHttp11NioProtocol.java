package io.tagapi.server.http.limit;

import java.net.SocketTimeoutException;
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
 * connection for ever. Both are the connection time-out. Tomcat makes the instance, by
 * name.
 */
public class TimedHttp11NioProtocol extends Http11NioProtocol {

	private @Nullable ScheduledFuture<?> check;

	@Override
	public void start() throws Exception {
		super.start();
		this.check = getUtilityExecutor().scheduleWithFixedDelay(this::endSlowHeaders, 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.check != null) {
			this.check.cancel(false);
		}
		super.stop();
	}

	/** Ends connections as Tomcat's poller does when nothing arrives. */
	private void endSlowHeaders() {
		long now = System.nanoTime();
		for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
			if (connection.getCurrentProcessor() instanceof AbstractProcessor processor && isSlow(processor, now)) {
				connection.setError(new SocketTimeoutException("The header did not arrive in time"));
				connection.processSocket(SocketEvent.ERROR, true);
			}
		}
	}

	/**
	 * A connection has a processor set aside while a header is incomplete, or while an
	 * asynchronous or upgraded request waits.
	 */
	private boolean isSlow(AbstractProcessor processor, long now) {
		long start = processor.getRequest().getStartTimeNanos();
		return start >= 0 && !processor.isAsync() && !processor.isUpgrade()
				&& now - start > TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
	}

}
