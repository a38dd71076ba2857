package io.tagapi.spec.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tagapi.spec.document.Contract;

/**
 * All house rules by name.
 */
public final class HouseRules {

	private static final Map<String, HouseRule> RULES = rules();

	private HouseRules() {
	}

	private static Map<String, HouseRule> rules() {
		Map<String, HouseRule> rules = new LinkedHashMap<>();
		rules.put("described", new Described());
		rules.put("named-body", BodyRules::named);
		rules.put("example-for-every-body", BodyRules::examples);
		rules.put("valid-example", new ValidExamples());
		rules.put("no-inline-enum", SchemaRules::inlineEnums);
		rules.put("no-unique-items", SchemaRules::uniqueItems);
		rules.put("no-nullable-reference", SchemaRules::nullableReferences);
		rules.put("limits", SchemaRules::limits);
		rules.put("closed-requests", new ClosedRequests());
		rules.put("no-default-response", ResponseRules::defaults);
		rules.put("shared-errors", ResponseRules::errors);
		rules.put("verb-and-noun", OperationRules::verbAndNoun);
		rules.put("unique-operation-id", PathRules::uniqueIds);
		rules.put("distinct-paths", PathRules::distinctPaths);
		rules.put("customer", OperationRules::customer);
		rules.put("security", OperationRules::security);
		rules.put("pattern-dialect", ClientRules::patternDialect);
		rules.put("typed-format", ClientRules::typedFormats);
		rules.put("no-sent-default", ClientRules::sentDefaults);
		rules.put("no-operation-response-schema", ClientRules::responseNames);
		rules.put("one-flow", ClientRules::oneFlow);
		rules.put("short-introduction", ClientRules::introduction);
		rules.put("parameter-example", ClientRules::parameterExamples);
		return rules;
	}

	/**
	 * The names of the rules.
	 * @return the names
	 */
	public static List<String> names() {
		return List.copyOf(RULES.keySet());
	}

	/**
	 * All breaches of a contract.
	 * @param contract the contract
	 * @return the findings, rule by rule
	 */
	public static List<Finding> findings(Contract contract) {
		List<Finding> findings = new ArrayList<>();
		RULES.forEach((name, rule) -> rule.check(contract,
				(part, message) -> findings.add(new Finding(part, name, message))));
		return findings;
	}

}
