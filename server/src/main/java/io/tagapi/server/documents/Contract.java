package io.tagapi.server.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StringUtils;

/**
 * The contract, as the {@code spec} module carries it.
 */
public final class Contract {

	private static final ClassPathResource FILE = new ClassPathResource("io/tagapi/spec/openapi.yaml");

	private Contract() {
	}

	/**
	 * What the contract says of each path. It is parsed once, which takes a while where
	 * the JVM has just started.
	 * @return the value of {@code paths}
	 */
	public static Map<?, ?> paths() {
		return (Map<?, ?>) Objects.requireNonNull(Parsed.CONTRACT.get("paths"));
	}

	/**
	 * Follows a reference within the contract.
	 * @param node a node of the contract
	 * @return what it refers to, or the node itself if it is no reference
	 */
	public static @Nullable Object resolve(@Nullable Object node) {
		if (!(node instanceof Map<?, ?> map) || !(map.get("$ref") instanceof String reference)) {
			return node;
		}
		@Nullable Object target = Parsed.CONTRACT;
		for (String step : StringUtils.tokenizeToStringArray(reference, "#/")) {
			target = (target instanceof Map<?, ?> parent) ? parent.get(step) : null;
		}
		return target;
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
	static byte[] json() {
		return JsonMapper.shared().writeValueAsBytes(Parsed.parse());
	}

	private static final class Parsed {

		private static final Map<?, ?> CONTRACT = parse();

		private static Map<?, ?> parse() {
			return new Yaml(new SafeConstructor(new LoaderOptions())).load(new ByteArrayInputStream(bytes()));
		}

	}

}
