package io.tagapi.acceptance.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A connection on which also what is no HTTP can be sent.
 */
final class Connection implements Closeable {

	/** How long the server may be silent. */
	static final Duration LIMIT = Duration.ofSeconds(10);

	private final Socket socket;

	private final InputStream input;

	private Connection(Socket socket) throws IOException {
		this.socket = socket;
		this.input = new BufferedInputStream(socket.getInputStream(), 1024);
	}

	static Connection open(URI address) throws IOException {
		return open(address, new Socket());
	}

	/** A connection whose client takes little at a time. */
	static Connection openNarrow(URI address) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(2048);
		return open(address, socket);
	}

	private static Connection open(URI address, Socket socket) throws IOException {
		try {
			socket.setTcpNoDelay(true);
			socket.setSoTimeout((int) LIMIT.toMillis());
			socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) LIMIT.toMillis());
			return new Connection(socket);
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	Connection send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		return this;
	}

	Connection send(String text) throws IOException {
		return send(Target.bytes(text));
	}

	/** Whether the server has sent something that is not read yet. */
	boolean hasResponse() throws IOException {
		return this.input.available() > 0;
	}

	/** Says that nothing more is sent, and still reads. */
	void endOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	/** Ends the connection without a farewell. */
	void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	/** Reads a few bytes and waits for the first of them. */
	void readSome(int count) throws IOException {
		if (this.input.read(new byte[count]) < 0) {
			throw new EOFException();
		}
	}

	/** Waits for a response and reads its status only. */
	int receiveStatus() throws IOException {
		return Integer.parseInt(line().split(" ", 3)[1]);
	}

	/** Waits for a response and reads all of it. */
	Response receive() throws IOException {
		int status = receiveStatus();
		Map<String, String> headers = new TreeMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			String[] header = line.split(":", 2);
			headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
		}
		return new Response(status, headers, new String(body(status, headers), StandardCharsets.UTF_8));
	}

	private byte[] body(int status, Map<String, String> headers) throws IOException {
		if (status == 204 || status == 304) {
			return new byte[0];
		}
		if (headers.containsKey("transfer-encoding")) {
			return chunks();
		}
		@Nullable String length = headers.get("content-length");
		return (length != null) ? exactly(Integer.parseInt(length)) : this.input.readAllBytes();
	}

	private byte[] chunks() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			body.writeBytes(exactly(size));
			line();
		}
		line();
		return body.toByteArray();
	}

	private int chunkSize() throws IOException {
		return Integer.parseInt(line(), 16);
	}

	private byte[] exactly(int count) throws IOException {
		byte[] bytes = this.input.readNBytes(count);
		if (bytes.length < count) {
			throw new EOFException();
		}
		return bytes;
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = this.input.read(); c != '\n'; c = this.input.read()) {
			if (c < 0) {
				throw new EOFException();
			}
			if (c != '\r') {
				line.append((char) c);
			}
		}
		return line.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
