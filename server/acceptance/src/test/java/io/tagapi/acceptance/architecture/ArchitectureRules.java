package io.tagapi.acceptance.architecture;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.springframework.stereotype.Repository;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The rules for the packages below a root.
 *
 * @param root the name of the package of the server
 */
record ArchitectureRules(String root) {

	/**
	 * All other packages are features, so that a new one is held to the rules at once.
	 */
	private static final Pattern INFRASTRUCTURE = Pattern
		.compile("|(contract|deployment|documents|http|operating|security|storage)(\\..*)?");

	/** The classes by which features know each other. */
	private static final Set<String> DOORS = Set.of("assignment.Assignments", "assignment.DeletedTags",
			"customer.CustomerAccess", "customer.CustomerData", "customer.CustomerId", "customer.CustomerVersion",
			"customer.CustomerVersions", "customer.Customers", "event.Change", "event.Events", "event.TagSnapshot",
			"idempotency.Fingerprint", "idempotency.IdempotentCalls", "tag.AssignedTags");

	/** The classes by which the sandbox knows features. */
	private static final Set<String> SANDBOX_DOORS = Set.of("customer.CustomerAccess", "customer.CustomerData",
			"customer.CustomerId", "customer.Customers", "device.AssignmentService", "tag.NameKey", "tag.NameText",
			"tag.NewTag", "tag.TagService");

	private static final Pattern DEFAULT = Pattern.compile("\\$\\{tag-api\\.[^}]*:");

	ArchRule featuresUseDoors() {
		return classes().that(belongToAFeature())
			.should(useOnly(DOORS))
			.as("features know each other by doors only")
			.because("ArchitectureRules names the doors: a new one is a decision");
	}

	ArchRule sandboxUsesDoors(String sandbox) {
		return classes().that().resideInAPackage(sandbox).should(useOnly(SANDBOX_DOORS));
	}

	ArchRule infrastructureKnowsNoFeature() {
		return noClasses().that(describe("belong to no feature", this::isInfrastructure))
			.should()
			.dependOnClassesThat(belongToAFeature());
	}

	ArchRule delegatesHaveNoRepositories() {
		return noClasses().that(describe("are delegates", ArchitectureRules::isDelegate))
			.should()
			.dependOnClassesThat(describe("are repositories",
					(type) -> type.isAnnotatedWith(Repository.class) || hasConnection(type)))
			.orShould()
			.dependOnClassesThat(resideInAPackage("org.springframework.jdbc.."));
	}

	private static boolean isDelegate(JavaClass type) {
		return type.getSimpleName().endsWith("Delegate") || type.getAllRawInterfaces()
			.stream()
			.anyMatch((implemented) -> implemented.getSimpleName().endsWith("ApiDelegate"));
	}

	private static boolean hasConnection(JavaClass type) {
		return type.getFields()
			.stream()
			.map((field) -> field.getRawType().getPackageName())
			.anyMatch((name) -> name.startsWith("org.springframework.jdbc") || name.equals("javax.sql"));
	}

	ArchRule tablesHaveOneWriter() {
		return classes().should(new TableAccess(this.root))
			.because("TableAccess names the owner and the readers of each table");
	}

	static ArchRule noCircles(String root) {
		return SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles();
	}

	/** Wherever it is: constants have the values of annotations too. */
	static ArchRule settingsHaveNoDefaultInCode() {
		return classes().should(new ArchCondition<>("have no setting with a default") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				Constants.of(type)
					.filter((constant) -> DEFAULT.matcher(constant).find())
					.forEach((constant) -> events
						.add(SimpleConditionEvent.violated(type, type.getName() + " has a default in " + constant)));
			}
		}).because("the defaults are in application.properties and docs/configuration.md");
	}

	private DescribedPredicate<JavaClass> belongToAFeature() {
		return describe("belong to a feature", this::isFeature);
	}

	private static DescribedPredicate<JavaClass> describe(String description, Predicate<JavaClass> predicate) {
		return DescribedPredicate.describe(description, predicate);
	}

	private boolean isFeature(JavaClass type) {
		return isBelowRoot(type) && !isInfrastructure(type);
	}

	private boolean isInfrastructure(JavaClass type) {
		return isBelowRoot(type) && INFRASTRUCTURE.matcher(packageOf(type)).matches();
	}

	private boolean isBelowRoot(JavaClass type) {
		return (type.getBaseComponentType().getPackageName() + ".").startsWith(this.root + ".");
	}

	private String packageOf(JavaClass type) {
		return packageOf(type, this.root);
	}

	/** The package below the root; the full name of a package elsewhere. */
	static String packageOf(JavaClass type, String root) {
		String name = type.getBaseComponentType().getPackageName();
		return name.equals(root) ? "" : name.startsWith(root + ".") ? name.substring(root.length() + 1) : name;
	}

	private ArchCondition<JavaClass> useOnly(Set<String> doors) {
		return new ArchCondition<>("use other features only by " + doors) {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				type.getDirectDependenciesFromSelf().forEach((dependency) -> {
					JavaClass target = dependency.getTargetClass().getBaseComponentType();
					String feature = packageOf(target);
					if (isFeature(target) && !feature.equals(packageOf(type))
							&& !doors.contains(target.getName().substring(ArchitectureRules.this.root.length() + 1))) {
						events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
					}
				});
			}
		};
	}

}
