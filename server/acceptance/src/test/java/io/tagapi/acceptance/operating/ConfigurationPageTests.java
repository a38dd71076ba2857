package io.tagapi.acceptance.operating;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of settings names those that exist, with their defaults.
 */
class ConfigurationPageTests {

	/** It is the one of the contract. */
	private static final String NO_SETTING_OF_OPERATORS = "tag-api.base-path";

	private static final Pattern CODE = Pattern.compile("`([^`]*)`");

	/** In a placeholder, or as a key of a file. */
	private static final Pattern SETTING = Pattern.compile("(?m)(?:\\$\\{|^)(tag-api\\.[a-z.-]+)[}=]");

	private static final String SANDBOX = "sandbox: ";

	private final Map<String, String> settings = new TreeMap<>();

	private final Map<String, String> documented = new TreeMap<>();

	ConfigurationPageTests() throws IOException {
		for (URL file : Collections
			.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream json = file.openStream()) {
				JsonMapper.shared()
					.readTree(json)
					.get("properties")
					.forEach((setting) -> this.settings.put(setting.get("name").stringValue(),
							text(setting.path("defaultValue"))));
			}
		}
		Files.readAllLines(Path.of("../../docs/configuration.md"))
			.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.split("\\|"))
			.forEach((cells) -> names(cells[1]).forEach((name) -> this.documented.put(name, cells[2].strip())));
	}

	/** A list stands in brackets. */
	private static String text(JsonNode value) {
		return value.isArray() ? "" : value.asString("").replaceAll("[\\[\\] ]", "");
	}

	/** Of several, the later ones are given without what they share with the first. */
	private static List<String> names(String cell) {
		List<String> names = new ArrayList<>();
		Matcher code = CODE.matcher(cell);
		while (code.find()) {
			String name = code.group(1);
			names.add(name.startsWith(".") ? names.getFirst().substring(0, names.getFirst().lastIndexOf('.')) + name
					: name);
		}
		return names;
	}

	@Test
	void documentedSettingsExist() {
		assertThat(this.documented).hasSizeGreaterThan(20);
		assertThat(this.documented.keySet()).allMatch((name) -> name.endsWith("…")
				? this.settings.keySet().stream().anyMatch((setting) -> setting.startsWith(prefix(name)))
				: this.settings.containsKey(name));
	}

	@Test
	void settingsOfTheServiceAreDocumented() {
		assertThat(this.settings.keySet().stream().filter((setting) -> setting.startsWith("tag-api.")))
			.contains("tag-api.customers", "tag-api.sandbox.seed", NO_SETTING_OF_OPERATORS)
			.allMatch((setting) -> setting.equals(NO_SETTING_OF_OPERATORS) || this.documented.containsKey(setting)
					|| this.documented.keySet()
						.stream()
						.anyMatch((name) -> name.endsWith("…") && setting.startsWith(prefix(name))));
	}

	private static String prefix(String name) {
		return name.substring(0, name.length() - 1);
	}

	/** One that is only read with a placeholder would have no metadata, and no row. */
	@Test
	void settingsThatFilesAndCodeNameAreOnesOfTheService() throws IOException {
		Set<String> named = new TreeSet<>();
		for (Path module : List.of(Path.of("../src/main"), Path.of("../sandbox/src/main"))) {
			try (Stream<Path> files = Files.walk(module)) {
				for (Path file : files.filter((path) -> path.toString().matches(".*\\.(java|properties)")).toList()) {
					SETTING.matcher(Files.readString(file)).results().map((name) -> name.group(1)).forEach(named::add);
				}
			}
		}

		assertThat(named).hasSizeGreaterThan(5).isSubsetOf(this.settings.keySet());
	}

	@Test
	void documentedDefaultsAreThoseInEffect() throws IOException {
		Properties server = properties("../src/main/resources/application.properties");
		Properties sandbox = properties("../sandbox/src/main/resources/sandbox.properties");
		Map<String, String> expected = new TreeMap<>();
		Map<String, String> actual = new TreeMap<>();
		this.documented.forEach((name, cell) -> {
			Matcher code = CODE.matcher(cell.startsWith(SANDBOX) ? cell.substring(SANDBOX.length()) : cell);
			if (code.matches()) {
				boolean ofSandbox = cell.startsWith(SANDBOX) || name.startsWith("tag-api.sandbox.");
				String inFile = (ofSandbox ? sandbox : server).getProperty(name, this.settings.getOrDefault(name, ""));
				expected.put(name, code.group(1));
				actual.put(name, inFile.replace("${user.home}", "~"));
			}
		});

		assertThat(expected).hasSizeGreaterThan(15);
		assertThat(actual).isEqualTo(expected);
	}

	private static Properties properties(String file) throws IOException {
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(Path.of(file))) {
			properties.load(reader);
		}
		return properties;
	}

}
