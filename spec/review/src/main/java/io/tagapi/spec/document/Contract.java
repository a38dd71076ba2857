package io.tagapi.spec.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A contract that can be read: it is YAML, it is OpenAPI 3, and its references lead
 * somewhere within the file.
 */
public final class Contract {

	private final String source;

	private final String text;

	private final Part root;

	private final Map<String, Part> targets = new HashMap<>();

	private Contract(String source, String text, Node root) {
		this.source = source;
		this.text = text;
		this.root = Part.root(this, root);
	}

	/**
	 * Reads a contract from a file.
	 * @param file the file
	 * @return the contract
	 * @throws UnreadableContractException if the file is no contract
	 */
	public static Contract read(Path file) {
		return read(file, file.toString());
	}

	/**
	 * Reads a contract from a file.
	 * @param file the file
	 * @param source what to call the file in messages
	 * @return the contract
	 * @throws UnreadableContractException if the file is no contract
	 */
	public static Contract read(Path file, String source) {
		try {
			return parse(source, Files.readString(file, StandardCharsets.UTF_8));
		}
		catch (NoSuchFileException ex) {
			throw new UnreadableContractException(source, "there is no such file");
		}
		catch (IOException ex) {
			throw new UnreadableContractException(source, "cannot be read as UTF-8 text");
		}
	}

	/**
	 * Reads a contract from text.
	 * @param source what to call the text in messages
	 * @param text the text
	 * @return the contract
	 * @throws UnreadableContractException if the text is no contract
	 */
	public static Contract parse(String source, String text) {
		Contract contract = new Contract(source, text, YamlText.compose(source, text, false));
		new GrammarCheck(Grammar.of(contract)).check(contract);
		References.check(contract);
		return contract;
	}

	public String source() {
		return this.source;
	}

	public String text() {
		return this.text;
	}

	public Part root() {
		return this.root;
	}

	/**
	 * The version of the contract, <code>info.version</code>.
	 * @return the version as it is written
	 */
	public String version() {
		return this.root.require("info").require("version").text();
	}

	/**
	 * The version of OpenAPI without its last number.
	 * @return a version such as <code>3.0</code>
	 */
	public String dialect() {
		Part openapi = this.root.get("openapi");
		String version = (openapi != null) ? openapi.text() : "3.0";
		return version.startsWith("3.1") || version.startsWith("3.2") ? version.substring(0, 3) : "3.0";
	}

	/**
	 * Whether schemas are those of OpenAPI 3.0, which differ from JSON Schema.
	 * @return false for OpenAPI 3.1 and later
	 */
	public boolean isOpenApi30() {
		return dialect().equals("3.0");
	}

	/**
	 * The part that a reference leads to.
	 * @param reference a reference within the file, which leads somewhere
	 * @return the part, which may be a reference as well
	 */
	public Part target(String reference) {
		return this.targets.computeIfAbsent(reference, (text) -> at(Pointers.decode(text.substring(1))));
	}

	/**
	 * The part that a text would lead to if it were a reference.
	 * @param reference any text
	 * @return the part, or null if the text leads nowhere in the file
	 */
	public @Nullable Part findTarget(String reference) {
		return reference.startsWith("#/") ? find(Pointers.decode(reference.substring(1))) : null;
	}

	/**
	 * The part at a place.
	 * @param pointer a JSON pointer to an existing part
	 * @return the part
	 */
	public Part at(String pointer) {
		Part part = find(pointer);
		if (part == null) {
			throw new IllegalArgumentException(this.source + " has no " + pointer);
		}
		return part;
	}

	/**
	 * The part at a place, if there is one.
	 * @param pointer a JSON pointer
	 * @return the part, or null
	 */
	public @Nullable Part find(String pointer) {
		Part part = this.root;
		for (String segment : pointer.isEmpty() ? List.<String>of() : List.of(pointer.substring(1).split("/", -1))) {
			if (part == null) {
				return null;
			}
			part = part.isList() ? item(part, segment) : part.get(Pointers.unescape(segment));
		}
		return part;
	}

	private static @Nullable Part item(Part list, String index) {
		List<Part> items = list.items();
		return index.matches("[0-9]{1,9}") && Integer.parseInt(index) < items.size()
				? items.get(Integer.parseInt(index)) : null;
	}

}
