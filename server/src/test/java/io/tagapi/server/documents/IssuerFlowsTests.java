package io.tagapi.server.documents;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IssuerFlowsTests {

	private final AtomicInteger requests = new AtomicInteger();

	private final CountDownLatch requested = new CountDownLatch(1);

	private final CountDownLatch end = new CountDownLatch(1);

	private HttpServer issuer = start();

	private static HttpServer start() {
		try {
			return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@BeforeEach
	void hang() {
		this.issuer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.issuer.createContext("/", (exchange) -> {
			this.requests.incrementAndGet();
			this.requested.countDown();
			try {
				this.end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			exchange.sendResponseHeaders(503, -1);
			exchange.close();
		});
		this.issuer.start();
	}

	@AfterEach
	void stop() {
		this.end.countDown();
		this.issuer.stop(0);
	}

	@Test
	void oneVisitorWaitsForAnIssuerThatHangsAndItsFailureIsKept() throws Exception {
		// given
		IssuerFlows flows = new IssuerFlows("http://localhost:" + this.issuer.getAddress().getPort(),
				new LoginProperties(null, null, Map.of()));
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<TokenFlows> waiting = executor.submit(flows::flows);
			this.requested.await();

			// when
			for (int i = 0; i < 200; i++) {
				assertThat(flows.flows()).isEqualTo(TokenFlows.NONE);
			}

			// then
			assertThat(waiting).isNotDone();
			assertThat(this.requests).hasValue(1);
			this.end.countDown();
			assertThat(waiting.get()).isEqualTo(TokenFlows.NONE);
		}
		int all = this.requests.get();
		assertThat(flows.flows()).isEqualTo(TokenFlows.NONE);
		assertThat(this.requests).hasValue(all);
	}

}
