package io.tagapi.server.idempotency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.openapitools.jackson.nullable.JsonNullableJackson3Module;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells requests apart by what they ask for: the operation, its parameters and its body,
 * as they were understood. White space in the body makes no difference.
 *
 * @param value the SHA-256 in hexadecimal
 */
public record Fingerprint(String value) {

	private static final JsonMapper mapper = JsonMapper.builder().addModule(new JsonNullableJackson3Module()).build();

	/**
	 * The fingerprint of a request.
	 * @param operation the name of the operation in the contract
	 * @param arguments its parameters and its body, but for the customer and the key
	 * @return the fingerprint
	 */
	public static Fingerprint of(String operation, Object... arguments) {
		byte[] request = mapper.writeValueAsBytes(List.of(operation, arguments));
		try {
			return new Fingerprint(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
