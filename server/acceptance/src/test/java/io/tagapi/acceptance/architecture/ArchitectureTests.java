package io.tagapi.acceptance.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
	void httpKnowsNoFeature() {
		this.server.httpKnowsNoFeature().check(MAIN);

		assertThat(violations(this.fixture.httpKnowsNoFeature())).isNotEmpty()
			.allMatch((violation) -> violation.contains("http.TagReader"));
	}

	@Test
	void delegatesHaveNoRepositories() {
		this.server.delegatesHaveNoRepositories().check(MAIN);

		assertThat(violations(this.fixture.delegatesHaveNoRepositories())).isNotEmpty()
			.allMatch((violation) -> violation.contains("tag.TagsDelegate"));
	}

	@Test
	void tablesHaveOneWriterAndNamedReaders() {
		this.server.tablesHaveOneWriter().check(MAIN);

		assertThat(violations(this.fixture.tablesHaveOneWriter())).hasSize(3)
			.anyMatch((violation) -> violation.startsWith("TagRepository reads event"))
			.anyMatch((violation) -> violation.startsWith("TagRepository writes customer"))
			.anyMatch((violation) -> violation.startsWith("EventService writes tag"));
	}

	/**
	 * Their defaults are in application.properties, which the documentation is held
	 * against.
	 */
	@Test
	void settingsHaveNoDefaultInCode() {
		ArchitectureRules.settingsHaveNoDefaultInCode().check(MAIN);

		assertThat(violations(ArchitectureRules.settingsHaveNoDefaultInCode())).singleElement()
			.asString()
			.contains("PageLimit", "${tag-api.max-page-size:100}");
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
		String page = Files.readString(Path.of("../../docs/architecture.md"));
		Map<String, TreeSet<String>> graph = new TreeMap<>();
		for (JavaClass type : MAIN) {
			for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
				String target = name(dependency.getTargetClass());
				if (target.startsWith("server") || target.startsWith("sandbox")) {
					graph.computeIfAbsent(name(type), (name) -> new TreeSet<>()).add(target);
				}
			}
		}
		String printed = graph.entrySet()
			.stream()
			.peek((arrows) -> arrows.getValue().remove(arrows.getKey()))
			.filter((arrows) -> !arrows.getValue().isEmpty())
			.map((arrows) -> arrows.getKey() + " -> " + String.join(", ", arrows.getValue()))
			.collect(Collectors.joining("\n"));

		assertThat(page.replaceAll("(?s).*```packages\n(.*?)\n?```.*", "$1")).isEqualTo(printed);
	}

	private static String name(JavaClass type) {
		return type.getBaseComponentType().getPackageName().replaceFirst("^io\\.tagapi\\.(server|sandbox)", "$1");
	}

	private static List<String> violations(ArchRule rule) {
		return rule.evaluate(BROKEN).getFailureReport().getDetails();
	}

}
