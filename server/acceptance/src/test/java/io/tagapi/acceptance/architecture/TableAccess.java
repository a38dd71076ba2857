package io.tagapi.acceptance.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * Only the owner of a table changes and locks its rows, and only named packages read
 * them. The SQL is found among the string constants of the classes.
 */
class TableAccess extends ArchCondition<JavaClass> {

	private static final Map<String, String> OWNERS = Map.of("assignment", "assignment", "customer", "customer",
			"deleted_tag", "assignment", "event", "event", "idempotency", "idempotency", "tag", "tag");

	/** A page and its version come from one statement, so these read other tables too. */
	private static final Map<String, Set<String>> READERS = Map.of("customer",
			Set.of("device", "event", "idempotency", "tag"), "tag", Set.of("assignment", "device"), "assignment",
			Set.of("device"));

	private static final Pattern LOCK = Pattern.compile("\\bfor\\s+(no\\s+key\\s+)?(update|share)\\b");

	private final String root;

	TableAccess(String root) {
		super("access tables of their own package only");
		this.root = root;
	}

	@Override
	public void check(JavaClass type, ConditionEvents events) {
		String place = ArchitectureRules.packageOf(type, this.root);
		for (String constant : constants(type)) {
			OWNERS.forEach((table, owner) -> {
				if (writes(constant, table) && !place.equals(owner)) {
					events.add(SimpleConditionEvent.violated(type,
							type.getSimpleName() + " writes " + table + ": " + constant));
				}
				else if (reads(constant, table) && !place.equals(owner)
						&& !READERS.getOrDefault(table, Set.of()).contains(place)) {
					events.add(SimpleConditionEvent.violated(type,
							type.getSimpleName() + " reads " + table + ": " + constant));
				}
			});
		}
	}

	private static boolean writes(String sql, String table) {
		return matches(sql, "insert\\s+into|update|delete\\s+from|truncate|lock\\s+table", table)
				|| (reads(sql, table) && LOCK.matcher(sql).find());
	}

	private static boolean reads(String sql, String table) {
		return matches(sql, "from|join", table);
	}

	private static boolean matches(String sql, String verbs, String table) {
		return Pattern.compile("\\b(" + verbs + ")\\s+" + table + "\\b").matcher(sql).find();
	}

	private static List<String> constants(JavaClass type) {
		List<String> constants = new ArrayList<>();
		try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
			ClassFile.of().parse(bytes.readAllBytes()).constantPool().forEach((entry) -> {
				if (entry instanceof StringEntry string) {
					constants.add(string.stringValue());
				}
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return constants;
	}

}
