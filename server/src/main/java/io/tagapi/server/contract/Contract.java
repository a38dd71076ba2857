package io.tagapi.server.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * The contract, as the {@code spec} module carries it.
 */
public final class Contract {

	private static final ClassPathResource FILE = new ClassPathResource("io/tagapi/spec/openapi.yaml");

	private Contract() {
	}

	/**
	 * The operations of the contract. They are read once, which takes a while where the
	 * JVM has just started.
	 * @return the operations, in the order of the contract
	 */
	public static List<Operation> operations() {
		return Operations.ALL;
	}

	/**
	 * Finds an operation.
	 * @param operationId the name of the operation in the contract
	 * @return the operation; nothing if the contract has none of this name
	 */
	public static Optional<Operation> operation(String operationId) {
		return operations().stream().filter((operation) -> operation.id().equals(operationId)).findFirst();
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

	/**
	 * Writes the contract as JSON, for tools that read no YAML.
	 * @return the same document
	 */
	public static byte[] json() {
		return JsonMapper.shared().writeValueAsBytes(ContractReader.parse(bytes()));
	}

	/** Read at the first use. */
	private static final class Operations {

		private static final List<Operation> ALL = new ContractReader(bytes()).operations();

	}

}
