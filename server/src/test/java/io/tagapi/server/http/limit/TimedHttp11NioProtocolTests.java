package io.tagapi.server.http.limit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import javax.management.ObjectName;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Tomcat with few connections and one thread, and clients that want all of them.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimedHttp11NioProtocolTests {

	private static final int MAX_CONNECTIONS = 2000;

	/** More than the buffers of a connection hold. */
	private static final int PAGE = 100_000;

	private static final int MAX_INCOMPLETE = 150;

	private static final int MAX_RECYCLED = 20;

	private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	private final Tomcat tomcat = new Tomcat();

	private final ClosedConnections closed = new ClosedConnections();

	private final Semaphore gate = new Semaphore(0);

	/**
	 * The thread of Tomcat that notices requests has to get it for each.
	 */
	private final Semaphore notice = new Semaphore(1);

	private final AtomicInteger noticed = new AtomicInteger();

	/** The most that there have been after the work on any connection. */
	private final AtomicLong incompleteHeaders = new AtomicLong();

	private final BlockingQueue<AsyncContext> waiting = new LinkedBlockingQueue<>();

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	private final List<Socket> connections = new CopyOnWriteArrayList<>();

	private TimedHttp11NioProtocol protocol = new TimedHttp11NioProtocol();

	@BeforeEach
	void start(@TempDir Path directory) throws Exception {
		this.tomcat.setBaseDir(directory.toString());
		Connector connector = new Connector(TimedHttp11NioProtocol.class.getName());
		connector.setPort(0);
		connector.setProperty("address", "127.0.0.1");
		connector.setProperty("maxConnections", String.valueOf(MAX_CONNECTIONS));
		connector.setProperty("acceptCount", "4000");
		connector.setProperty("connectionTimeout", "3600000");
		connector.setProperty("socket.txBufSize", "2048");
		this.protocol = (TimedHttp11NioProtocol) connector.getProtocolHandler();
		this.protocol.countIn(this.closed);
		this.protocol.limitIncomplete(MAX_INCOMPLETE);
		this.protocol.setProcessorCache(MAX_RECYCLED);
		this.protocol.setMaxKeepAliveRequests(-1);
		this.protocol.setExecutor((task) -> {
			this.notice.acquireUninterruptibly();
			this.notice.release();
			this.thread.execute(() -> {
				task.run();
				this.incompleteHeaders.accumulateAndGet(this.protocol.incompleteHeaders(), Math::max);
			});
			this.noticed.incrementAndGet();
		});
		this.tomcat.setConnector(connector);
		Context context = this.tomcat.addContext("", directory.toString());
		Tomcat.addServlet(context, "gate", new HttpServlet() {
			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response) {
				TimedHttp11NioProtocolTests.this.gate.acquireUninterruptibly();
			}
		}).addMapping("/gate");
		Tomcat.addServlet(context, "page", new HttpServlet() {
			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response)
					throws IOException, ServletException {
				QueueingFilter.serve(request, response, (_, page) -> page.getOutputStream().write(new byte[PAGE]));
			}
		}).addMapping("/page");
		Wrapper wait = Tomcat.addServlet(context, "wait", new HttpServlet() {
			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response) {
				if (request.getDispatcherType() != DispatcherType.ASYNC) {
					AsyncContext waiting = request.startAsync();
					waiting.setTimeout(Long.parseLong(request.getParameter("millis")));
					TimedHttp11NioProtocolTests.this.waiting.add(waiting);
				}
			}
		});
		wait.addMapping("/wait");
		wait.setAsyncSupported(true);
		Wrapper listen = Tomcat.addServlet(context, "listen", new HttpServlet() {
			@Override
			protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
				request.getInputStream().setReadListener(new Discarding(request, request.startAsync()));
			}
		});
		listen.addMapping("/listen");
		listen.setAsyncSupported(true);
		this.tomcat.start();
	}

	@AfterEach
	void stop() throws Exception {
		for (Socket connection : this.connections) {
			connection.close();
		}
		this.tomcat.stop();
		this.tomcat.destroy();
		this.thread.close();
	}

	@Test
	void incompleteHeadersOfManyClientsAtOnceKeepNobodyOut() throws Exception {
		Callable<Socket> client = () -> connect("GET / HTTP/1.1\r\nX-Slow: ");
		try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
			clients.invokeAll(Collections.nCopies(2 * MAX_CONNECTIONS, client));
		}

		assertThat(status()).isEqualTo(404);
		assertThat(this.closed.of(ClosedConnections.Reason.INCOMPLETE_HEADERS)
				+ this.closed.of(ClosedConnections.Reason.IDLE))
			.isGreaterThan(MAX_CONNECTIONS);
		assertThat(this.closed.of(ClosedConnections.Reason.SLOW_HEADER)).isZero();
		assertThat(this.incompleteHeaders).hasValueLessThanOrEqualTo(MAX_INCOMPLETE);
	}

	@Test
	void headerThatBeganFirstMakesRoom() throws Exception {
		for (int i = 0; i < MAX_INCOMPLETE + 1; i++) {
			connect("G");
			awaitNoticed(i + 1);
			awaitThread();
		}

		assertThat(this.connections.getFirst().getInputStream().read()).isEqualTo(-1);
		assertThat(this.closed.of(ClosedConnections.Reason.INCOMPLETE_HEADERS)).isEqualTo(1);
		assertThat(this.incompleteHeaders).hasValue(MAX_INCOMPLETE);
	}

	/** Each has had memory for a header at the same time as the others. */
	@Test
	void connectionsThatAreIdleAfterARequestHoldNoProcessor() throws Exception {
		for (int i = 0; i < MAX_INCOMPLETE; i++) {
			connect("G");
		}
		awaitNoticed(MAX_INCOMPLETE);
		awaitThread();
		assertThat(liveProcessors()).isGreaterThanOrEqualTo(MAX_INCOMPLETE);

		for (Socket connection : this.connections) {
			send(connection, REQUEST.substring(1));
			assertThat(response(connection)).startsWith("HTTP/1.1 404");
		}
		awaitThread();

		assertThat(liveProcessors()).isLessThan(MAX_INCOMPLETE / 2);
	}

	/** The server has read no more than the body when its end is noticed. */
	@Test
	void incompleteHeadersBehindABodyAreBounded() throws Exception {
		String request = "POST /listen HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nA: %s\r\n\r\n1\r\n.\r\n0\r\n\r\n";
		String padding = "x".repeat(TimedHttp11NioProtocol.READ_BUFFER - request.formatted("").length());
		for (int i = 0; i < 2 * MAX_INCOMPLETE; i++) {
			Socket connection = connect(request.formatted(padding) + "GET");
			assertThat(response(connection)).startsWith("HTTP/1.1 200");
		}
		awaitThread();

		assertThat(this.incompleteHeaders).hasValueLessThanOrEqualTo(MAX_INCOMPLETE + 1);
		assertThat(this.closed.of(ClosedConnections.Reason.INCOMPLETE_HEADERS)).isGreaterThanOrEqualTo(MAX_INCOMPLETE);
	}

	@Test
	void connectionsThatAreNeverIdleMakeRoomAfterAResponse() throws Exception {
		for (int i = 0; i < 10; i++) {
			connectFrom("127.0.0.3");
		}
		List<Socket> few = List.copyOf(this.connections);
		List<Socket> many = new ArrayList<>();
		for (int i = 0; i < MAX_CONNECTIONS - few.size(); i++) {
			many.add(connectFrom("127.0.0.2"));
		}
		Socket waiting = connect(REQUEST);

		for (int round = 0; round < 200 && this.protocol.openConnections() > MAX_CONNECTIONS * 9 / 10; round++) {
			for (Socket connection : few) {
				assertThat(request(connection)).isTrue();
			}
			many.removeIf((connection) -> !request(connection));
		}

		assertThat(status(waiting)).isEqualTo("HTTP/1.1 404");
		assertThat(this.protocol.openConnections()).isLessThanOrEqualTo(MAX_CONNECTIONS * 9 / 10);
		assertThat(many).hasSizeGreaterThan(MAX_CONNECTIONS / 2).allMatch(this::request);
		assertThat(this.closed.of(ClosedConnections.Reason.IDLE)).isZero();
		assertThat(this.closed.of(ClosedConnections.Reason.MANY_CONNECTIONS))
			.isEqualTo(MAX_CONNECTIONS - few.size() - many.size());
	}

	/** Sends a request, and returns whether the connection is kept after its response. */
	private boolean request(Socket connection) {
		try {
			send(connection, REQUEST);
			String response = response(connection);
			assertThat(response).startsWith("HTTP/1.1 404");
			connection.getInputStream().skipNBytes(connection.getInputStream().available());
			return !response.contains("Connection: close");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** How many are in memory, of all servers of this process. */
	private static long liveProcessors() throws Exception {
		String histogram = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		return histogram.lines()
			.filter((line) -> line.endsWith(" " + PatientProcessor.class.getName()))
			.mapToLong((line) -> Long.parseLong(line.replaceFirst("\\s*\\d+:\\s+(\\d+) .*", "$1")))
			.sum();
	}

	@Test
	void connectionsWithoutARequestMakeRoom() throws Exception {
		for (int i = 0; i < MAX_CONNECTIONS + 100; i++) {
			connect("");
		}

		assertThat(status()).isEqualTo(404);
		assertThat(this.closed.of(ClosedConnections.Reason.IDLE)).isGreaterThan(100);
	}

	/** One that waits for the thread longer than idle connections are kept. */
	@Test
	void connectionWhoseRequestWaitsIsKept() throws Exception {
		Socket first = connect("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
		Socket second = connect("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
		for (int i = 0; i < MAX_CONNECTIONS - 2; i++) {
			connect("");
		}
		Socket closed = this.connections.get(2);
		assertThat(closed.getInputStream().read()).isEqualTo(-1);

		this.gate.release(2);

		assertThat(status(first)).isEqualTo("HTTP/1.1 200");
		assertThat(status(second)).isEqualTo("HTTP/1.1 200");
	}

	@Test
	void connectionWhoseRequestHasNotBeenNoticedIsKept() throws Exception {
		this.notice.acquire();
		this.gate.release(2);
		Socket first = connect("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
		Socket second = connect("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
		for (int i = 0; i < MAX_CONNECTIONS - 2; i++) {
			connect("");
		}
		Socket closed = this.connections.get(2);
		assertThat(closed.getInputStream().read()).isEqualTo(-1);

		this.notice.release();

		assertThat(status(first)).isEqualTo("HTTP/1.1 200");
		assertThat(status(second)).isEqualTo("HTTP/1.1 200");
	}

	@Test
	void clientThatReadsNoResponsesHoldsNoThread() throws Exception {
		connectWithSmallWindow("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000));

		assertThat(status()).isEqualTo(404);
		assertThat(this.closed.of(ClosedConnections.Reason.UNREAD_RESPONSES)).isEqualTo(1);
	}

	/** Each would have a thread for a moment. */
	@Test
	void fewThreadsWaitForClientsThatReadNoResponses() throws Exception {
		TimedHttp11NioProtocol protocol = (TimedHttp11NioProtocol) this.tomcat.getConnector().getProtocolHandler();
		protocol.limitWaiting(2);
		try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
			protocol.setExecutor(threads);
			long start = System.nanoTime();
			for (int i = 0; i < 8 * 16; i++) {
				connectWithSmallWindow("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000));
			}

			assertThat(status()).isEqualTo(404);

			while (this.closed.of(ClosedConnections.Reason.UNREAD_RESPONSES) < 8 * 16) {
				Thread.sleep(10);
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PatientProcessor.MOMENT.multipliedBy(4));
		}
	}

	@Test
	void pageThatIsReadSlowlyArrives() throws Exception {
		Socket client = connectWithSmallWindow("GET /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
		assertThat(status(client)).isEqualTo("HTTP/1.1 200");

		Thread.sleep(PatientProcessor.MOMENT.multipliedBy(2));

		assertThat(client.getInputStream().readAllBytes()).hasSizeGreaterThan(PAGE);
		assertThat(this.closed.of(ClosedConnections.Reason.UNREAD_RESPONSES)).isZero();
	}

	/** They read a little now and then, and one may have its thread for long. */
	@Test
	void pagesThatManyReadSlowlyLeaveThreads() throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			this.protocol.setExecutor(threads);
			List<Socket> clients = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				clients.add(connectWithSmallWindow("GET /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
			}
			while (this.closed.of(ClosedConnections.Reason.UNREAD_RESPONSES) < 3) {
				for (Socket client : clients) {
					client.getInputStream().readNBytes(100);
				}
				Thread.sleep(100);
			}

			assertThat(status()).isEqualTo(404);
			int whole = 0;
			for (Socket client : clients) {
				whole += (client.getInputStream().readAllBytes().length > PAGE / 2) ? 1 : 0;
			}
			assertThat(whole).isEqualTo(1);
			assertThat(this.closed.of(ClosedConnections.Reason.UNREAD_RESPONSES)).isEqualTo(3);
		}
	}

	/** The only thread is busy when the request is resumed, and when its time is over. */
	@Test
	void requestWaitsBeyondTheTimeOfTheOneBefore() throws Exception {
		String request = "GET /wait?millis=%d HTTP/1.1\r\nHost: a\r\n\r\n";
		Socket client = connect(request.formatted(2000) + request.formatted(0));
		AsyncContext first = this.waiting.take();
		awaitThread();
		connect("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
		awaitNoticed(2);
		first.dispatch();
		awaitNoticed(4);
		this.gate.release();

		AsyncContext second = this.waiting.take();
		awaitThread();
		second.dispatch();

		assertThat(response(client)).startsWith("HTTP/1.1 200");
		assertThat(response(client)).startsWith("HTTP/1.1 200");
	}

	/** Returns once all has been done that was noticed before. */
	private void awaitThread() throws Exception {
		this.thread.submit(() -> {
		}).get();
	}

	private void awaitNoticed(int tasks) {
		while (this.noticed.get() < tasks) {
			Thread.onSpinWait();
		}
	}

	/** One without a body. */
	private static String response(Socket connection) throws IOException {
		StringBuilder response = new StringBuilder();
		while (response.indexOf("\r\n\r\n") < 0) {
			int next = connection.getInputStream().read();
			assertThat(next).isNotNegative();
			response.append((char) next);
		}
		return response.toString();
	}

	private static String status(Socket connection) throws IOException {
		return new String(connection.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
	}

	private Socket connect(String text) throws IOException {
		Socket connection = connectFrom("127.0.0.1");
		send(connection, text);
		return connection;
	}

	private Socket connectFrom(String address) throws IOException {
		Socket connection = new Socket(InetAddress.getLoopbackAddress(), this.tomcat.getConnector().getLocalPort(),
				InetAddress.ofLiteral(address), 0);
		this.connections.add(connection);
		return connection;
	}

	private static void send(Socket connection, String text) throws IOException {
		connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private Socket connectWithSmallWindow(String text) throws IOException {
		Socket connection = new Socket();
		this.connections.add(connection);
		connection.setReceiveBufferSize(2048);
		connection.connect(
				new InetSocketAddress(InetAddress.getLoopbackAddress(), this.tomcat.getConnector().getLocalPort()));
		connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		return connection;
	}

	/** Of a request by a new connection. */
	private int status() throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newHttpClient()) {
			URI address = URI.create("http://127.0.0.1:" + this.tomcat.getConnector().getLocalPort());
			HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(1)).build();
			return client.send(request, BodyHandlers.discarding()).statusCode();
		}
	}

	/** Reads a body to its end, as it comes. */
	private record Discarding(HttpServletRequest request, AsyncContext context) implements ReadListener {

		@Override
		public void onDataAvailable() throws IOException {
			while (this.request.getInputStream().isReady() && this.request.getInputStream().read() >= 0) {
				// What is read is not wanted.
			}
		}

		@Override
		public void onAllDataRead() {
			this.context.complete();
		}

		@Override
		public void onError(Throwable failure) {
			this.context.complete();
		}

	}

}
