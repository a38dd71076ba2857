package io.tagapi.acceptance.architecture;

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

	private static final String WRITES = "insert\\s+into|update|delete\\s+from|merge\\s+into|truncate|lock|table";

	/** A setting has the name of Flyway's table. */
	private static final String OF_FLYWAY = "storage";

	private static final Pattern LOCK = Pattern.compile("\\bfor\\s+(no\\s+key\\s+)?(key\\s+)?(update|share)\\b",
			Pattern.CASE_INSENSITIVE);

	private final String root;

	TableAccess(String root) {
		super("access tables of their own package only");
		this.root = root;
	}

	@Override
	public void check(JavaClass type, ConditionEvents events) {
		String place = ArchitectureRules.packageOf(type, this.root);
		Constants.of(type).forEach((constant) -> {
			if (matches(constant, WRITES, "(%s|\u0001)") && !place.equals(OF_FLYWAY)) {
				events.add(SimpleConditionEvent.violated(type,
						type.getSimpleName() + " writes a table whose name is not in the statement: " + constant));
			}
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
		});
	}

	static Set<String> tables() {
		return OWNERS.keySet();
	}

	private static boolean writes(String sql, String table) {
		return matches(sql, WRITES, table) || (reads(sql, table) && LOCK.matcher(sql).find());
	}

	private static boolean reads(String sql, String table) {
		return matches(sql, "from|join|using", table);
	}

	/**
	 * Also in capitals, in quotation marks, with its schema, or as a later one of a list.
	 */
	private static boolean matches(String sql, String verbs, String table) {
		return Pattern
			.compile("\\b(" + verbs + ")\\s+(only\\s+)?([\\w.\"]+(\\s+\\w+)?\\s*,\\s*)*(\\w+\\.)?\"?" + table
					+ "(?![\\w.-])", Pattern.CASE_INSENSITIVE)
			.matcher(sql)
			.find();
	}

}
