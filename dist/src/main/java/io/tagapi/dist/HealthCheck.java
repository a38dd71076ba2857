package io.tagapi.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Tells by its exit code whether the program on this machine is ready: for supervisors
 * that execute a command, in images without a shell. It knows the port and the path from
 * the environment variables that the program takes them from.
 */
public final class HealthCheck {

	private static final int TIMEOUT_MS = 5000;

	private final int port;

	private final String path;

	HealthCheck(Map<String, String> environment) {
		String ofTheApi = environment.getOrDefault("SERVER_PORT", "8080");
		String management = environment.getOrDefault("MANAGEMENT_SERVER_PORT", ofTheApi);
		this.port = Integer.parseInt(management);
		this.path = management.equals(ofTheApi) ? environment.getOrDefault("SERVER_SERVLET_CONTEXT_PATH", "") : "";
	}

	/**
	 * Ends the process with 0 if the program is ready, else with 1 and a sentence.
	 * @param args none
	 */
	public static void main(String[] args) {
		System.exit(new HealthCheck(System.getenv()).run(System.err));
	}

	int run(PrintStream errors) {
		String address = "port " + this.port;
		try {
			String status = status();
			if (status.startsWith("HTTP/1.1 200")) {
				return 0;
			}
			errors.println("The program on " + address + " is not ready: " + status);
		}
		catch (IOException ex) {
			errors.println("The program on " + address + " does not respond: " + ex.getMessage());
		}
		return 1;
	}

	private String status() throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), TIMEOUT_MS);
			socket.setSoTimeout(TIMEOUT_MS);
			String request = "GET " + this.path
					+ "/actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			BufferedReader response = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			String line = response.readLine();
			return (line != null) ? line : "no response";
		}
	}

}
