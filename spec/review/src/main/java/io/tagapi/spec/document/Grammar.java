package io.tagapi.spec.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

import org.yaml.snakeyaml.Yaml;

/**
 * The objects of OpenAPI 3.0 and their keys, in the order in which the contract writes
 * them. Read from <code>openapi-objects.yaml</code>.
 */
public final class Grammar {

	/** The kind of everything that OpenAPI leaves open. */
	public static final String ANY = "any";

	/** The field that a whole contract would be in. */
	public static final Field ROOT = new Field("OpenApi", Field.Shape.ONE, true);

	private static final Grammar OPEN_API = load();

	private final Map<String, Map<String, Field>> kinds;

	private Grammar(Map<String, Map<String, Field>> kinds) {
		this.kinds = kinds;
	}

	public static Grammar openApi() {
		return OPEN_API;
	}

	private static Grammar load() {
		try (InputStream in = Grammar.class.getResourceAsStream("openapi-objects.yaml")) {
			Map<String, Map<String, String>> text = new Yaml().load(Objects.requireNonNull(in));
			Map<String, Map<String, Field>> kinds = new LinkedHashMap<>();
			text.forEach((kind, fields) -> {
				Map<String, Field> parsed = new LinkedHashMap<>();
				fields.forEach((key, field) -> parsed.put(key, Field.parse(field)));
				kinds.put(kind, parsed);
			});
			return new Grammar(kinds);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The keys that an object of this kind can have, in their order.
	 * @param kind the kind of object
	 * @return the keys, none for an unknown kind
	 */
	public List<String> keys(String kind) {
		return List.copyOf(this.kinds.getOrDefault(kind, Map.of()).keySet());
	}

	/**
	 * What stands under a key of an object.
	 * @param kind the kind of object
	 * @param key the key
	 * @return the field; {@link Field#OPEN} for keys without a meaning of their own
	 */
	public Field field(String kind, String key) {
		Field field = this.kinds.getOrDefault(kind, Map.of()).get(key);
		return (field != null) ? field : Field.OPEN;
	}

	/**
	 * Visits every object of a contract, outer ones first. References are not followed.
	 * @param contract the contract
	 * @param visitor is given the kind of the object, and the object
	 */
	public void walk(Contract contract, BiConsumer<String, Part> visitor) {
		walk(contract.root(), ROOT, visitor);
	}

	private void walk(Part part, Field field, BiConsumer<String, Part> visitor) {
		if (field.shape() != Field.Shape.ONE) {
			part.items().forEach((item) -> walk(item, field.single(), visitor));
			part.entries().values().forEach((value) -> walk(value, field.single(), visitor));
		}
		else if (this.kinds.containsKey(field.kind()) && part.isMap()) {
			visitor.accept(field.kind().equals("Additional") ? "Schema" : field.kind(), part);
			part.entries().forEach((key, child) -> walk(child, field(field.kind(), key), visitor));
		}
	}

	boolean isObject(String kind) {
		return this.kinds.containsKey(kind);
	}

}
