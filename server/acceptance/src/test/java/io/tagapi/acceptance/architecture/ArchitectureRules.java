package io.tagapi.acceptance.architecture;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.springframework.beans.factory.annotation.Value;
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

	private static final Set<String> FEATURES = Set.of("assignment", "customer", "device", "event", "idempotency",
			"tag");

	/** The classes by which features know each other. */
	private static final Set<String> DOORS = Set.of("assignment.Assignments", "assignment.DeletedTags",
			"customer.CustomerAccess", "customer.CustomerData", "customer.CustomerId", "customer.CustomerVersion",
			"customer.Customers", "event.Change", "event.Events", "event.TagSnapshot", "idempotency.Fingerprint",
			"idempotency.IdempotentCalls", "tag.AssignedTags");

	/** The classes by which the sandbox knows features. */
	private static final Set<String> SANDBOX_DOORS = Set.of("customer.CustomerAccess", "customer.CustomerData",
			"customer.CustomerId", "customer.Customers", "device.AssignmentService", "tag.NameKey", "tag.NewTag",
			"tag.TagService");

	private static final Pattern DEFAULT = Pattern.compile("\\$\\{[^}]*:");

	ArchRule featuresUseDoors() {
		return classes().that(belongToAFeature()).should(useOnly(DOORS)).as("features know each other by doors only");
	}

	ArchRule sandboxUsesDoors(String sandbox) {
		return classes().that().resideInAPackage(sandbox).should(useOnly(SANDBOX_DOORS));
	}

	ArchRule httpKnowsNoFeature() {
		return noClasses().that()
			.resideInAPackage(this.root + ".http..")
			.should()
			.dependOnClassesThat(belongToAFeature());
	}

	ArchRule delegatesHaveNoRepositories() {
		return noClasses().that()
			.haveSimpleNameEndingWith("Delegate")
			.should()
			.dependOnClassesThat(describe("are repositories", (type) -> type.isAnnotatedWith(Repository.class)))
			.orShould()
			.dependOnClassesThat(resideInAPackage("org.springframework.jdbc.."));
	}

	ArchRule tablesHaveOneWriter() {
		return classes().should(new TableAccess(this.root));
	}

	static ArchRule noCircles(String root) {
		return SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles();
	}

	static ArchRule settingsHaveNoDefaultInCode() {
		return codeUnits().should(new ArchCondition<>("have no setting with a default") {
			@Override
			public void check(JavaCodeUnit unit, ConditionEvents events) {
				unit.getParameters()
					.stream()
					.flatMap((parameter) -> parameter.tryGetAnnotationOfType(Value.class).stream())
					.filter((setting) -> DEFAULT.matcher(setting.value()).find())
					.forEach((setting) -> events.add(SimpleConditionEvent.violated(unit,
							unit.getFullName() + " has a default in " + setting.value())));
			}
		});
	}

	private DescribedPredicate<JavaClass> belongToAFeature() {
		return describe("belong to a feature", (type) -> FEATURES.contains(packageOf(type)));
	}

	private static DescribedPredicate<JavaClass> describe(String description, Predicate<JavaClass> predicate) {
		return DescribedPredicate.describe(description, predicate);
	}

	private String packageOf(JavaClass type) {
		return packageOf(type, this.root);
	}

	/** The package below the root; the full name of a package elsewhere. */
	static String packageOf(JavaClass type, String root) {
		String name = type.getBaseComponentType().getPackageName();
		return name.startsWith(root + ".") ? name.substring(root.length() + 1) : name;
	}

	private ArchCondition<JavaClass> useOnly(Set<String> doors) {
		return new ArchCondition<>("use other features only by " + doors) {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				type.getDirectDependenciesFromSelf().forEach((dependency) -> {
					JavaClass target = dependency.getTargetClass().getBaseComponentType();
					String feature = packageOf(target);
					if (FEATURES.contains(feature) && !feature.equals(packageOf(type))
							&& !doors.contains(target.getName().substring(ArchitectureRules.this.root.length() + 1))) {
						events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
					}
				});
			}
		};
	}

}
