package io.tagapi.acceptance.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * What the client sees of a connection.
 */
final class Sockets {

	private Sockets() {
	}

	/** Whether the server has closed a connection on which it has sent nothing. */
	static boolean isClosed(Socket connection) {
		try {
			connection.setSoTimeout(1);
			return connection.getInputStream().read() == -1;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

}
