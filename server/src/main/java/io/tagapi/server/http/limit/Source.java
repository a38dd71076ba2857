package io.tagapi.server.http.limit;

import java.net.InetAddress;
import java.util.HexFormat;

import jakarta.servlet.ServletRequest;

/**
 * Tells apart the clients that have no token, by their addresses.
 */
public final class Source {

	/** The part of an IPv6 address that one network has. An IPv4 address is shorter. */
	private static final int NETWORK_BYTES = 8;

	private Source() {
	}

	/**
	 * The source of a request.
	 * @param request any request
	 * @return the address that it comes from, or the network of one of IPv6
	 */
	public static String of(ServletRequest request) {
		return of(request.getRemoteAddr());
	}

	/**
	 * The source that has an address.
	 * @param address the address of a client
	 * @return the address, or the network of one of IPv6
	 */
	static String of(String address) {
		try {
			byte[] bytes = InetAddress.ofLiteral(address).getAddress();
			return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
		}
		catch (IllegalArgumentException ex) {
			return address;
		}
	}

}
