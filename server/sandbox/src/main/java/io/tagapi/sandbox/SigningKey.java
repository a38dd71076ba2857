package io.tagapi.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.tagapi.server.deployment.InvalidSettingException;

/**
 * The key that signs the sandbox's tokens. It is kept in the data directory, so that
 * tokens outlive a restart.
 */
final class SigningKey {

	private static final String FILE = "signing-key.jwk";

	private SigningKey() {
	}

	/**
	 * Reads the key, or makes it at the first start.
	 * @param dataDir the data directory of the sandbox
	 * @return the key pair
	 */
	static RSAKey in(Path dataDir) {
		Path file = dataDir.resolve(FILE);
		try {
			return Files.exists(file) ? RSAKey.parse(Files.readString(file)) : create(file);
		}
		catch (IOException | ParseException | JOSEException ex) {
			throw new InvalidSettingException("The signing key " + file + " cannot be read or written: "
					+ ex.getMessage() + ". Delete the file to get a new key; tokens issued so far then end.", ex);
		}
	}

	private static RSAKey create(Path file) throws IOException, JOSEException {
		RSAKey key = new RSAKeyGenerator(RSAKeyGenerator.MIN_KEY_SIZE_BITS).keyIDFromThumbprint(true).generate();
		Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".tmp",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.writeString(draft, key.toJSONString());
		Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		return key;
	}

}
