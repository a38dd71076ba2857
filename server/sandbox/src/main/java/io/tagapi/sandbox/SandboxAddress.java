package io.tagapi.sandbox;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The address of this sandbox. It also names the issuer of its tokens.
 */
@Component
class SandboxAddress {

	private static final String LOCALHOST = "localhost";

	private final Environment environment;

	private final SandboxProperties properties;

	SandboxAddress(Environment environment, SandboxProperties properties) {
		this.environment = environment;
		this.properties = properties;
	}

	/**
	 * The address of the settings, or else that on its own machine.
	 * @return such as {@code http://localhost:8080}
	 * @throws IllegalStateException as long as the server has no port
	 */
	String value() {
		return (this.properties.address() != null) ? this.properties.address().toString().replaceAll("/$", "")
				: onThisMachine();
	}

	/**
	 * The address on its own machine, with the port that the server has.
	 * @return such as {@code http://localhost:8080}
	 * @throws IllegalStateException as long as the server has no port
	 */
	String onThisMachine() {
		String port = this.environment.getRequiredProperty("local.server.port");
		String path = this.environment.getProperty("server.servlet.context-path", "").replaceAll("/$", "");
		return "http://" + host(this.environment.getProperty("server.address", InetAddress.class)) + ":" + port + path;
	}

	/**
	 * Some machines know localhost as ::1 only, and the server listens on 127.0.0.1
	 * unless it is told otherwise.
	 */
	private static String host(@Nullable InetAddress listening) {
		if (listening == null || listening.isAnyLocalAddress() || isLocalhost(listening)) {
			return LOCALHOST;
		}
		String address = listening.getHostAddress();
		return (listening instanceof Inet6Address) ? "[" + address + "]" : address;
	}

	private static boolean isLocalhost(InetAddress address) {
		try {
			return InetAddress.getByName(LOCALHOST).equals(address);
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
