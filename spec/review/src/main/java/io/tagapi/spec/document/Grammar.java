package io.tagapi.spec.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * The objects of OpenAPI and their keys, in the order in which the contract writes them.
 * Read from <code>openapi-objects.yaml</code>, and from
 * <code>openapi-3.1-objects.yaml</code> for 3.1 and 3.2.
 */
public final class Grammar {

	/** The kind of everything that OpenAPI leaves open. */
	public static final String ANY = "any";

	/** The field that a whole contract would be in. */
	public static final Field ROOT = new Field("OpenApi", Field.Shape.ONE, true);

	/** The key that stands for all keys that an object does not name. */
	private static final String OTHERS = "*";

	private static final Set<String> EXTENSIBLE = Set.of("paths", "responses", "scopes");

	private static final Grammar OPEN_API = new Grammar(load("openapi-objects.yaml"));

	private static final Grammar OPEN_API_31 = OPEN_API.with(load("openapi-3.1-objects.yaml"));

	private final Map<String, Map<String, Field>> kinds;

	private final Map<String, List<String>> required = new HashMap<>();

	private Grammar(Map<String, Map<String, Field>> kinds) {
		this.kinds = kinds;
		kinds.forEach((kind, fields) -> this.required.put(kind, required(fields)));
	}

	private static List<String> required(Map<String, Field> fields) {
		return fields.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().required())
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * The grammar of OpenAPI 3.0.
	 * @return the grammar
	 */
	public static Grammar openApi() {
		return OPEN_API;
	}

	/**
	 * The grammar of a contract, by its version of OpenAPI.
	 * @param contract the contract
	 * @return the grammar
	 */
	public static Grammar of(Contract contract) {
		return contract.isOpenApi30() ? OPEN_API : OPEN_API_31;
	}

	private static Map<String, Map<String, Field>> load(String name) {
		try (InputStream in = Grammar.class.getResourceAsStream(name)) {
			Map<String, Map<String, String>> text = new Yaml().load(Objects.requireNonNull(in));
			Map<String, Map<String, Field>> kinds = new LinkedHashMap<>();
			text.forEach((kind, fields) -> {
				Map<String, Field> parsed = new LinkedHashMap<>();
				fields.forEach((key, field) -> parsed.put(key, Field.parse(field)));
				kinds.put(kind, parsed);
			});
			return kinds;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** This grammar with more kinds, and more or other keys of those that it has. */
	private Grammar with(Map<String, Map<String, Field>> more) {
		Map<String, Map<String, Field>> merged = new LinkedHashMap<>(this.kinds);
		more.forEach((kind, fields) -> {
			Map<String, Field> all = new LinkedHashMap<>(merged.getOrDefault(kind, Map.of()));
			all.putAll(fields);
			merged.put(kind, all);
		});
		return new Grammar(merged);
	}

	/**
	 * The keys that an object of this kind can have, in their order.
	 * @param kind the kind of object
	 * @return the keys, none for an unknown kind
	 */
	public List<String> keys(String kind) {
		return this.kinds.getOrDefault(kind, Map.of()).keySet().stream().filter((key) -> !key.equals(OTHERS)).toList();
	}

	/**
	 * What stands under a key of an object.
	 * @param kind the kind of object
	 * @param key the key
	 * @return the field; {@link Field#OPEN} for keys without a meaning of their own
	 */
	public Field field(String kind, String key) {
		Map<String, Field> fields = this.kinds.getOrDefault(kind, Map.of());
		Field field = fields.get(key);
		return (field != null) ? field : key.startsWith("x-") ? Field.OPEN : fields.getOrDefault(OTHERS, Field.OPEN);
	}

	/** The keys that an object of this kind must have. */
	List<String> required(String kind) {
		return this.required.getOrDefault(kind, List.of());
	}

	boolean knows(String kind, String key) {
		Map<String, Field> fields = this.kinds.getOrDefault(kind, Map.of());
		return fields.containsKey(key) || fields.containsKey(OTHERS);
	}

	/**
	 * Visits every object of a contract, outer ones first. References are not followed.
	 * @param contract the contract
	 * @param visitor is given the kind of the object, and the object
	 */
	public void walk(Contract contract, BiConsumer<String, Part> visitor) {
		of(contract).walk(contract.root(), ROOT, visitor);
	}

	private void walk(Part part, Field field, BiConsumer<String, Part> visitor) {
		if (field.shape() != Field.Shape.ONE) {
			part.items().forEach((item) -> walk(item, field.single(), visitor));
			part.entries().forEach((key, value) -> {
				if (!isExtension(part, key)) {
					walk(value, field.single(), visitor);
				}
			});
		}
		else if (this.kinds.containsKey(field.kind()) && part.isMap()) {
			visitor.accept(field.kind().equals("Additional") ? "Schema" : field.kind(), part);
			part.entries().forEach((key, child) -> walk(child, field(field.kind(), key), visitor));
		}
	}

	/**
	 * The kind of object that stands in a place.
	 * @param part what stands there
	 * @return the kind, or null if it is none of OpenAPI
	 */
	@Nullable String kind(Part part) {
		Field field = ROOT;
		String pointer = part.pointer();
		for (String segment : pointer.isEmpty() ? List.<String>of() : List.of(pointer.substring(1).split("/", -1))) {
			field = (field.shape() != Field.Shape.ONE) ? field.single()
					: field(field.kind(), Pointers.unescape(segment));
		}
		boolean known = field.shape() == Field.Shape.ONE && this.kinds.containsKey(field.kind());
		return !known ? null : field.kind().equals("Additional") ? "Schema" : field.kind();
	}

	/**
	 * Whether a key of a map is none of its names: some maps of OpenAPI can be extended.
	 */
	static boolean isExtension(Part map, String key) {
		return key.startsWith("x-") && EXTENSIBLE.contains(map.name())
				&& !map.pointer().startsWith("/components/responses");
	}

	boolean isObject(String kind) {
		return this.kinds.containsKey(kind);
	}

}
