package io.tagapi.acceptance.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.limit.BodyMemory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that break off in the middle of a request or of its response, or send it slower
 * than anybody has to wait for. That is no failure of the server, and harms no other
 * client.
 */
@AcceptanceTest
@ExtendWith(OutputCaptureExtension.class)
class BrokenConnectionTests {

	private static final String ASSIGN = "/tag/v1/devices/bulkAssign?customerId=demo";

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	/** The server has 200 threads for requests. */
	private static final int MORE_THAN_THREADS = 220;

	/** One address has 32 MB for forms that are waited for, each with 128 KB. */
	private static final int FORMS_IN_THE_MEMORY = 256;

	private static final int MORE_THAN_THE_MEMORY = 300;

	/** One client can have 32 MB for bodies, and each takes 128 KB. */
	private static final int MORE_THAN_BODIES = 300;

	private final Map<String, String> tokens = new HashMap<>();

	private final TestServer server;

	private final BodyMemory memory;

	BrokenConnectionTests(@Autowired TestServer server, @Autowired BodyMemory memory) {
		this.server = server;
		this.memory = memory;
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100\r\n\r\n{\"deviceIds\"", "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
			"Transfer-Encoding: chunked\r\n\r\n5\r\n{\"dev\r\nzz\r\n",
			"Transfer-Encoding: chunked\r\n\r\n50\r\n{\"dev" })
	void bodyThatEndsEarlyIsRejectedAndNoFailure(String rest, CapturedOutput output) throws IOException {
		try (Socket client = open(ASSIGN, "sandbox", rest)) {
			client.shutdownOutput();
			String response = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(response).startsWith("HTTP/1.1 400")
				.endsWith("{\"result\":400,\"code\":\"4000000\",\"message\":\"RESOURCE_INVALID_PARAM\","
						+ "\"data\":\"The specified request parameters are not valid: "
						+ "the request body could not be read to its end\"}");
		}
		expectNothingLogged(output);
	}

	/** Whether the server counts its bytes or its chunks. */
	@Test
	void bodyThatStaysAwayIsRejected() throws IOException {
		List<Socket> clients = new ArrayList<>();
		try {
			for (String rest : List.of("Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{")) {
				clients.add(open(ASSIGN, "sandbox", rest));
				clients.add(openForm(rest));
			}
			for (Socket client : clients) {
				assertThat(client.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8)
					.startsWith("HTTP/1.1 400")
					.endsWith("{\"result\":400,\"code\":\"4000000\",\"message\":\"RESOURCE_INVALID_PARAM\","
							+ "\"data\":\"The specified request parameters are not valid: "
							+ "the request body was not sent within 20 s\"}");
			}
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	@Test
	void clientThatResetsTheConnectionIsNoFailure(CapturedOutput output) throws IOException {
		for (int i = 0; i < 20; i++) {
			Socket client = open(ASSIGN, "sandbox", "Content-Length: 100\r\n\r\n{\"deviceIds\"");
			client.setSoLinger(true, 0);
			client.close();
		}
		assertThat(this.server.get(TAGS).status()).isEqualTo(200);
		expectNothingLogged(output);
	}

	@Test
	void clientThatLeavesDuringItsResponseIsNoFailure(CapturedOutput output) throws IOException {
		createEventOfAMegabyte();
		for (int i = 0; i < 20; i++) {
			Socket client = open("GET", "/tag/v1/events?customerId=demo", "sandbox", "\r\n");
			client.getInputStream().read();
			client.setSoLinger(true, 0);
			client.close();
		}
		assertThat(this.server.get(TAGS).status()).isEqualTo(200);
		expectNothingLogged(output);
	}

	@ParameterizedTest
	@ValueSource(strings = { ASSIGN, "/sandbox/v1/reset?customerId=acme" })
	void bodiesThatTrickleInKeepNobodyOut(String path) throws IOException {
		List<Socket> clients = new ArrayList<>();
		try {
			for (int i = 0; i < MORE_THAN_THREADS; i++) {
				clients.add(open(path, (i % 2 == 0) ? "sandbox-acme" : "sandbox",
						"Content-Length: 1000000\r\n\r\n{\"deviceIds\""));
			}
			assertThat(this.server.send("POST", "/sandbox/v1/reset?customerId=demo", "").status()).isEqualTo(200);
			assertThat(this.server.get(TAGS).status()).isEqualTo(200);
			assertThat(this.server.send("POST", TAGS, "{\"name\": \"Floor 2\"}").status()).isEqualTo(201);
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	@Test
	void formsThatTrickleInKeepNobodyOut() throws IOException {
		List<Socket> clients = new ArrayList<>();
		try {
			for (int i = 0; i < MORE_THAN_THREADS; i++) {
				clients.add(openForm("Content-Length: 1000\r\n\r\ngrant_type"));
			}
			String token = this.server.token();
			assertThat(this.server.send(this.server.request(TAGS).header("Authorization", "Bearer " + token)).status())
				.isEqualTo(200);
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	/** Its last byte comes after the server has stopped to wait for it. */
	@Test
	void formInPartsIsReadToItsEnd() throws IOException {
		String form = "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox&scope=tag";
		List<Socket> others = new ArrayList<>();
		try {
			for (int i = 0; i < MORE_THAN_THREADS; i++) {
				others.add(openForm("Content-Length: 1000\r\n\r\ngrant_type"));
			}
			try (Socket client = openForm("Connection: close\r\nContent-Length: " + form.length() + "\r\n\r\n"
					+ form.substring(0, form.length() - 1))) {
				this.server.token();
				client.getOutputStream().write(form.charAt(form.length() - 1));
				String response = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				assertThat(response).startsWith("HTTP/1.1 200").contains("\"access_token\"", "\"scope\":\"tag\"");
			}
		}
		finally {
			for (Socket client : others) {
				client.close();
			}
		}
	}

	/** It fills all the memory for forms that it may have. */
	@Test
	void formsOfOneAddressLeaveRoomForThoseOfAnother() throws IOException {
		InetAddress another = InetAddress.ofLiteral("127.0.0.2");
		String form = "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox&scope=tag";
		List<Socket> clients = new ArrayList<>();
		try {
			for (int i = 0; i < MORE_THAN_THE_MEMORY; i++) {
				clients.add(openForm(another, "Content-Length: 4000\r\n\r\n" + "x".repeat(3000)));
			}
			Awaitility.await().until(() -> responded(clients).size() > clients.size() - FORMS_IN_THE_MEMORY);
			for (Socket rejected : responded(clients)) {
				assertThat(rejected.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 429");
			}
			try (Socket client = openForm(
					"Connection: close\r\nContent-Length: " + form.length() + "\r\n\r\n" + form.substring(0, 1))) {
				this.server.token();
				client.getOutputStream().write(form.substring(1).getBytes(StandardCharsets.US_ASCII));
				assertThat(client.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
			}
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	/** They have their response although their bodies have not ended. */
	private static List<Socket> responded(List<Socket> clients) throws IOException {
		List<Socket> responded = new ArrayList<>();
		for (Socket client : clients) {
			if (client.getInputStream().available() > 0) {
				responded.add(client);
			}
		}
		return responded;
	}

	private Socket openForm(String rest) throws IOException {
		return openForm(InetAddress.getLoopbackAddress(), rest);
	}

	private Socket openForm(InetAddress from, String rest) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.server.address().getPort(), from, 0);
		socket.getOutputStream()
			.write(("POST /ams/v1/oauth2/token HTTP/1.1\r\nHost: localhost\r\n"
					+ "Content-Type: application/x-www-form-urlencoded\r\n" + rest)
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	/**
	 * Its first bytes come at once, the others after the server has stopped to wait for
	 * them.
	 */
	@Test
	void bodyInPartsIsReadToItsEnd() throws Exception {
		List<Socket> others = new ArrayList<>();
		try {
			for (int i = 0; i < MORE_THAN_THREADS; i++) {
				others.add(open(ASSIGN, "sandbox-acme", "Content-Length: 1000000\r\n\r\n{\"deviceIds\""));
			}
			String name = "x".repeat(40);
			String body = "{\"name\": \"" + name + "\"}";
			try (Socket client = open("POST", TAGS, "sandbox", "Content-Type: application/json\r\nConnection: close\r\n"
					+ "Content-Length: " + body.length() + "\r\n\r\n")) {
				for (int i = 0; i < body.length(); i++) {
					client.getOutputStream().write(body.charAt(i));
					client.getOutputStream().flush();
					Thread.sleep(20);
				}
				String response = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				assertThat(response).startsWith("HTTP/1.1 201").contains("\"name\":\"" + name + "\"");
			}
		}
		finally {
			for (Socket client : others) {
				client.close();
			}
		}
	}

	/** Other clients leave it less memory than it needs. */
	@Test
	void bodyWhoseEndFindsNoMemoryIsRejected(CapturedOutput output) throws Exception {
		int length = 100_000;
		String body = "x".repeat(length);
		int left = 2 * (length - 10);
		this.memory.take("left", left);
		Map<String, Long> taken = takeAllMemory();
		this.memory.give("left", left);
		try (Socket client = open(ASSIGN, "sandbox-acme",
				"Connection: close\r\nContent-Length: " + length + "\r\n\r\n" + body.substring(20))) {
			Thread.sleep(600);
			client.getOutputStream().write(body.substring(0, 20).getBytes(StandardCharsets.US_ASCII));
			String response = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(response).startsWith("HTTP/1.1 429").contains("\"code\":\"42900000\"");
		}
		finally {
			taken.forEach(this.memory::give);
		}
		expectNothingLogged(output);
	}

	/** Nobody may have more than is left. */
	private Map<String, Long> takeAllMemory() {
		Map<String, Long> taken = new HashMap<>();
		long size = Runtime.getRuntime().maxMemory();
		while (size > 0) {
			String actor = "other " + taken.size();
			try {
				this.memory.take(actor, size);
				taken.put(actor, size);
			}
			catch (ApiException ex) {
				size /= 2;
			}
		}
		return taken;
	}

	/** Each that waits without a thread takes memory, however few bytes it has sent. */
	@Test
	void bodiesThatTrickleInAreBoundedByNumber() throws Exception {
		long heldBefore = this.memory.held();
		List<Socket> clients = new ArrayList<>();
		try {
			for (int i = 0; i < 2 * MORE_THAN_BODIES; i++) {
				clients.add(open(ASSIGN, "sandbox-acme", "Content-Length: 1000000\r\n\r\n{\"deviceIds\""));
			}
			Awaitility.await().until(() -> responded(clients).size() > MORE_THAN_BODIES);
			for (Socket client : responded(clients)) {
				assertThat(client.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8)
					.startsWith("HTTP/1.1 429")
					.endsWith("too many request bodies are being received\"}");
			}
			assertThat(this.server.send("POST", TAGS, "{\"name\": \"Floor 3\"}").status()).isEqualTo(201);
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
		Awaitility.await().untilAsserted(() -> assertThat(this.memory.held()).isLessThanOrEqualTo(heldBefore));
	}

	private void createEventOfAMegabyte() {
		UUID tag = UUID.fromString(this.server.send("POST", TAGS, "{\"name\": \"Floor 1\"}")
			.header("Location")
			.orElseThrow()
			.replaceAll(".*/tags/|\\?.*", ""));
		String devices = IntStream.range(0, 10_000).mapToObj("\"%064d\""::formatted).collect(Collectors.joining(","));
		this.server.send("POST", ASSIGN, "{\"deviceIds\": [" + devices + "], \"tagIds\": [\"" + tag + "\"]}");
	}

	private Socket open(String path, String client, String rest) throws IOException {
		return open("POST", path, client, "Content-Type: application/json\r\n" + rest);
	}

	private Socket open(String method, String path, String client, String rest) throws IOException {
		Socket socket = new Socket("localhost", this.server.address().getPort());
		OutputStream output = socket.getOutputStream();
		String request = "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s".formatted(method, path,
				this.tokens.computeIfAbsent(client, (same) -> this.server.token(same, "tag")), rest);
		output.write(request.getBytes(StandardCharsets.US_ASCII));
		output.flush();
		return socket;
	}

	private static void expectNothingLogged(CapturedOutput output) {
		assertThat(output.getAll()).doesNotContain(" ERROR ", "Exception", "\tat ");
	}

}
