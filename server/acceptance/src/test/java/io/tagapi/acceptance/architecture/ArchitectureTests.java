package io.tagapi.acceptance.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packages of server and sandbox keep the rules, and each rule finds the code of the
 * fixture that breaks it.
 */
class ArchitectureTests {

	private static final String SERVER = "io.tagapi.server";

	private static final String SANDBOX = "io.tagapi.sandbox";

	private static final String FIXTURE = "io.tagapi.acceptance.architecture.fixture";

	private static final Pattern CREATE_TABLE = Pattern
		.compile("(?i)\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)");

	private static final Pattern BOX = Pattern.compile("(\\w+)\\[\"([\\w, ]+)<br/>");

	private static final Pattern ARROW = Pattern.compile("(\\w+) --> (\\w+)");

	private static final JavaClasses MAIN = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(SERVER, SANDBOX);

	private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

	private final ArchitectureRules server = new ArchitectureRules(SERVER);

	private final ArchitectureRules fixture = new ArchitectureRules(FIXTURE);

	@Test
	void featuresKnowEachOtherByDoorsOnly() {
		this.server.featuresUseDoors().check(MAIN);
		this.server.sandboxUsesDoors(SANDBOX).check(MAIN);

		assertThat(violations(this.fixture.featuresUseDoors()))
			.anyMatch((violation) -> violation.contains("event.EventService.tags"))
			.anyMatch((violation) -> violation.contains("tag.TagsDelegate.events"))
			.noneMatch((violation) -> violation.contains("tag.TagsDelegate.tags"));
		assertThat(violations(this.fixture.sandboxUsesDoors(FIXTURE + ".http")))
			.anyMatch((violation) -> violation.contains("http.TagReader.tags"));
	}

	@Test
	void infrastructureKnowsNoFeature() {
		this.server.infrastructureKnowsNoFeature().check(MAIN);

		assertThat(violations(this.fixture.infrastructureKnowsNoFeature())).isNotEmpty()
			.allMatch((violation) -> violation.contains("http.TagReader"));
	}

	@Test
	void delegatesHaveNoRepositories() {
		this.server.delegatesHaveNoRepositories().check(MAIN);

		assertThat(violations(this.fixture.delegatesHaveNoRepositories()))
			.anyMatch((violation) -> violation.contains("tag.TagsDelegate.tags"))
			.anyMatch((violation) -> violation.contains("event.EventsOperations.events"));
	}

	@Test
	void tablesHaveOneWriterAndNamedReaders() {
		this.server.tablesHaveOneWriter().check(MAIN);

		assertThat(violations(this.fixture.tablesHaveOneWriter())).hasSize(5)
			.anyMatch((violation) -> violation.startsWith("TagRepository writes a table whose name is not"))
			.anyMatch((violation) -> violation.startsWith("TagRepository reads event"))
			.anyMatch((violation) -> violation.startsWith("TagRepository reads idempotency"))
			.anyMatch((violation) -> violation.startsWith("TagRepository writes customer"))
			.anyMatch((violation) -> violation.startsWith("EventService writes tag"));
	}

	@Test
	void tablesOfMigrationsHaveAnOwner() throws IOException {
		try (Stream<Path> scripts = Files.walk(Path.of("../src/main/resources/db"))) {
			assertThat(scripts.filter(Files::isRegularFile)
				.flatMap((script) -> CREATE_TABLE.matcher(content(script)).results())
				.map((table) -> table.group(1))).containsExactlyInAnyOrderElementsOf(TableAccess.tables());
		}
	}

	private static String content(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void settingsHaveNoDefaultInCode() {
		ArchitectureRules.settingsHaveNoDefaultInCode().check(MAIN);

		assertThat(violations(ArchitectureRules.settingsHaveNoDefaultInCode())).hasSize(2)
			.allMatch((violation) -> violation.contains("PageLimit"))
			.anyMatch((violation) -> violation.endsWith("${tag-api.max-page-size:100}"))
			.anyMatch((violation) -> violation.endsWith("${tag-api.purge.pause:1s}"));
	}

	@Test
	void packagesFormNoCircle() {
		ArchitectureRules.noCircles("io.tagapi").check(MAIN);

		assertThat(violations(ArchitectureRules.noCircles(FIXTURE))).singleElement()
			.asString()
			.contains("Slice event", "Slice tag");
	}

	/** A failure prints the graph as it is. */
	@Test
	void documentedPackageGraphIsTheOneOfTheCode() throws IOException {
		String printed = packageGraph().entrySet()
			.stream()
			.map((arrows) -> arrows.getKey() + " -> " + String.join(", ", arrows.getValue()))
			.collect(Collectors.joining("\n"));

		assertThat(page().replaceAll("(?s).*```packages\n(.*?)\n?```.*", "$1")).isEqualTo(printed);
	}

	@Test
	void documentedPictureHasTheArrowsOfTheCode() throws IOException {
		String picture = page().replaceAll("(?s).*subgraph server(.*?)```.*", "$1");
		Map<String, String> boxes = BOX.matcher(picture)
			.results()
			.flatMap((box) -> Stream.of(box.group(2).split(", ")).map((name) -> Map.entry(name, box.group(1))))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		Set<String> arrows = new TreeSet<>();
		packageGraph().forEach((source, targets) -> targets.forEach((target) -> {
			String user = boxes.get(source.replaceFirst("^server\\.(\\w+).*", "$1"));
			String used = boxes.get(target.replaceFirst("^server\\.(\\w+).*", "$1"));
			if (user != null && used != null && !user.equals(used)) {
				arrows.add(user + " --> " + used);
			}
		}));

		assertThat(ARROW.matcher(picture)
			.results()
			.filter((arrow) -> boxes.containsValue(arrow.group(1)) && boxes.containsValue(arrow.group(2)))
			.map(MatchResult::group)).containsExactlyInAnyOrderElementsOf(arrows);
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("../../docs/architecture.md"));
	}

	/** The packages, each with those that it uses. */
	private static Map<String, Set<String>> packageGraph() {
		Map<String, Set<String>> graph = new TreeMap<>();
		for (JavaClass type : MAIN) {
			for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
				String source = name(type);
				String target = name(dependency.getTargetClass());
				if (!target.equals(source) && (target.startsWith("server") || target.startsWith("sandbox"))) {
					graph.computeIfAbsent(source, (name) -> new TreeSet<>()).add(target);
				}
			}
		}
		return graph;
	}

	private static String name(JavaClass type) {
		return type.getBaseComponentType().getPackageName().replaceFirst("^io\\.tagapi\\.(server|sandbox)", "$1");
	}

	private static List<String> violations(ArchRule rule) {
		return rule.evaluate(BROKEN).getFailureReport().getDetails();
	}

}
