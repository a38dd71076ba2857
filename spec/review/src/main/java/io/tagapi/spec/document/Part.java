package io.tagapi.spec.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One value of a contract together with the place where it stands.
 */
public final class Part {

	private final Contract contract;

	private final @Nullable Part parent;

	private final String name;

	private final Node node;

	private final int line;

	private @Nullable String pointer;

	private @Nullable Map<String, Part> entries;

	private @Nullable List<Part> items;

	private Part(Contract contract, @Nullable Part parent, String name, Node node, int line) {
		this.contract = contract;
		this.parent = parent;
		this.name = name;
		this.node = node;
		this.line = line;
	}

	static Part root(Contract contract, Node node) {
		return new Part(contract, null, "", node, 1);
	}

	/**
	 * The contract that this is a part of.
	 * @return the contract
	 */
	public Contract contract() {
		return this.contract;
	}

	/**
	 * The place as a JSON pointer (RFC 6901), as it stands behind the <code>#</code> of a
	 * reference.
	 * @return the pointer, empty for the whole contract
	 */
	public String pointer() {
		String known = this.pointer;
		if (known == null) {
			known = (this.parent != null) ? this.parent.pointer() + "/" + Pointers.escape(this.name) : "";
			this.pointer = known;
		}
		return known;
	}

	/**
	 * The line of the key, or of the value where there is no key.
	 * @return the line, from 1
	 */
	public int line() {
		return this.line;
	}

	/**
	 * The last segment of the pointer: the key, or the index in a list.
	 * @return the name of this part
	 */
	public String name() {
		return this.name;
	}

	public boolean isMap() {
		return this.node instanceof MappingNode;
	}

	public boolean isList() {
		return this.node instanceof SequenceNode;
	}

	/**
	 * The values of a map by their keys, in the order of the file.
	 * @return the entries, none if this is no map
	 */
	public Map<String, Part> entries() {
		Map<String, Part> known = this.entries;
		if (known == null) {
			known = (this.node instanceof MappingNode map) ? Collections.unmodifiableMap(readEntries(map)) : Map.of();
			this.entries = known;
		}
		return known;
	}

	private Map<String, Part> readEntries(MappingNode map) {
		Map<String, Part> read = new LinkedHashMap<>();
		map.getValue().forEach((tuple) -> {
			String key = ((ScalarNode) tuple.getKeyNode()).getValue();
			read.put(key, child(key, tuple.getValueNode(), tuple.getKeyNode()));
		});
		return read;
	}

	/**
	 * The items of a list.
	 * @return the items, none if this is no list
	 */
	public List<Part> items() {
		List<Part> known = this.items;
		if (known == null) {
			known = (this.node instanceof SequenceNode list) ? Collections.unmodifiableList(readItems(list))
					: List.of();
			this.items = known;
		}
		return known;
	}

	private List<Part> readItems(SequenceNode list) {
		List<Part> read = new ArrayList<>();
		list.getValue().forEach((item) -> read.add(child(Integer.toString(read.size()), item, item)));
		return read;
	}

	private Part child(String childName, Node value, Node place) {
		return new Part(this.contract, this, childName, value, place.getStartMark().getLine() + 1);
	}

	/**
	 * The value under a key.
	 * @param key the key
	 * @return the value, or null if this is no map or has no such key
	 */
	public @Nullable Part get(String key) {
		return entries().get(key);
	}

	/**
	 * The value under a key, where the grammar makes sure that there is one.
	 * @param key the key
	 * @return the value
	 */
	public Part require(String key) {
		return Objects.requireNonNull(get(key), () -> pointer() + " has no " + key);
	}

	/**
	 * The target of a reference.
	 * @return the pointer of the target, or null if this is no reference
	 */
	public @Nullable String reference() {
		Part reference = get("$ref");
		return (reference != null && !reference.isMap()) ? reference.text() : null;
	}

	/**
	 * The name of what a reference leads to.
	 * @return the last segment of the target, or null if this is no reference
	 */
	public @Nullable String referenceName() {
		String reference = reference();
		return (reference != null) ? Pointers.unescape(reference.substring(reference.lastIndexOf('/') + 1)) : null;
	}

	/**
	 * The part itself, or what its reference leads to in the end.
	 * @return a part that is no reference
	 */
	public Part resolved() {
		Part part = this;
		for (String target = reference(); target != null; target = part.reference()) {
			part = this.contract.target(target);
		}
		return part;
	}

	/**
	 * The value as plain Java: maps, lists, strings, booleans, numbers.
	 * @return the value, or null for YAML's null
	 */
	public @Nullable Object value() {
		if (isMap()) {
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			entries().forEach((key, part) -> values.put(key, part.value()));
			return values;
		}
		if (isList()) {
			List<@Nullable Object> values = new ArrayList<>();
			items().forEach((item) -> values.add(item.value()));
			return values;
		}
		return Scalars.value((ScalarNode) this.node);
	}

	/**
	 * The value as text.
	 * @return the text of a scalar as it is written, without quotes
	 */
	public String text() {
		return (this.node instanceof ScalarNode scalar) ? scalar.getValue() : Objects.toString(value());
	}

	public boolean isTrue() {
		return Boolean.TRUE.equals(value());
	}

	@Override
	public String toString() {
		return this.contract.source() + ":" + this.line;
	}

}
