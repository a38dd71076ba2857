package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A server as a hostile client sees it.
 *
 * @param address where the server listens
 * @param token the token of the client, which is for its own customer only
 * @param customer the customer of the client
 * @param neighbour a customer that the token does not list
 * @param tagId a tag of the client's customer
 */
record Target(URI address, String token, String customer, String neighbour, String tagId) {

	/** The path and query of listTags for a customer. */
	static String tags(String customer) {
		return "/tag/v1/tags?customerId=" + customer;
	}

	/** The path and query of bulkAssignTags for a customer. */
	static String bulkAssign(String customer) {
		return "/tag/v1/devices/bulkAssign?customerId=" + customer;
	}

	String largestPage() {
		return "/tag/v1/events?pageSize=100&customerId=" + this.customer;
	}

	Connection connect() throws IOException {
		return Connection.open(this.address);
	}

	byte[] get(String path) {
		return get(path, this.token);
	}

	byte[] get(String path, String token) {
		return bytes(head("GET", path) + authorization(token) + "\r\n");
	}

	byte[] getWithoutToken(String path) {
		return bytes(head("GET", path) + "\r\n");
	}

	byte[] post(String path, String body, String... headers) {
		return bytes(headOfPost(path, bytes(body).length, headers) + body);
	}

	/** Everything before the body. */
	String headOfPost(String path, int length, String... headers) {
		return headOfPost(path, headers) + "Content-Length: " + length + "\r\n\r\n";
	}

	/** Everything before the first chunk of the body. */
	String headOfChunkedPost(String path) {
		return headOfPost(path) + "Transfer-Encoding: chunked\r\n\r\n";
	}

	private String headOfPost(String path, String... headers) {
		StringBuilder head = new StringBuilder(head("POST", path)).append(authorization(this.token))
			.append("Content-Type: application/json\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		return head.toString();
	}

	/**
	 * Everything before the body of a form for the token endpoint, without credentials.
	 */
	String headOfForm(int length) {
		return head("POST", "/ams/v1/oauth2/token") + "Content-Type: application/x-www-form-urlencoded\r\n"
				+ "Content-Length: " + length + "\r\n\r\n";
	}

	/** The first lines of a request. */
	String head(String method, String path) {
		return method + " " + path + " HTTP/1.1\r\nHost: " + this.address.getAuthority() + "\r\n";
	}

	static String authorization(String token) {
		return "Authorization: Bearer " + token + "\r\n";
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
