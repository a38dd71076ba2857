package io.tagapi.server.http.limit;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * Tells the {@link PatientProcessor} of each write, with which a thread either goes on or
 * begins to wait for a client that does not read. Tomcat says so nowhere else.
 */
final class PatientEndpoint extends NioEndpoint {

	@Override
	protected NioChannel createChannel(SocketBufferHandler buffers) {
		return isSSLEnabled() ? new Secure(buffers, this) : new Plain(buffers);
	}

	/** As Tomcat decides on whether to wait. */
	private static int written(NioChannel channel, ByteBuffer source, int count) throws IOException {
		PatientProcessor.afterWrite(count == 0 && (source.hasRemaining() || channel.getOutboundRemaining() > 0));
		return count;
	}

	private static final class Plain extends NioChannel {

		Plain(SocketBufferHandler buffers) {
			super(buffers);
		}

		@Override
		public int write(ByteBuffer source) throws IOException {
			return written(this, source, super.write(source));
		}

	}

	private static final class Secure extends SecureNioChannel {

		Secure(SocketBufferHandler buffers, NioEndpoint endpoint) {
			super(buffers, endpoint);
		}

		@Override
		public int write(ByteBuffer source) throws IOException {
			return written(this, source, super.write(source));
		}

	}

}
