package io.tagapi.server.documents;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.core.io.ClassPathResource;

/**
 * The contract, as the {@code spec} module carries it.
 */
public final class Contract {

	private static final ClassPathResource FILE = new ClassPathResource("io/tagapi/spec/openapi.yaml");

	private Contract() {
	}

	/**
	 * Reads the contract.
	 * @return the bytes of {@code spec/openapi.yaml}
	 */
	public static byte[] bytes() {
		try {
			return FILE.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
