package io.tagapi.server.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds the malformed elements of a list, where a request asks for the others to be
 * processed.
 */
@Component
public class ElementCheck {

	private final Validator validator;

	ElementCheck(Validator validator) {
		this.validator = validator;
	}

	/**
	 * Checks each element of a list.
	 * @param body the body of a request
	 * @param list the name of the property that is a list of texts
	 * @return by the position of each malformed element, what a refusal of the request
	 * would say about it
	 */
	public Map<Integer, String> problems(Object body, String list) {
		Map<Integer, List<Violation>> byIndex = new TreeMap<>();
		for (ConstraintViolation<Object> broken : this.validator.validateProperty(body, list)) {
			@Nullable Integer index = index(broken.getPropertyPath());
			if (index != null) {
				Violation violation = new Violation(list, index, String.valueOf(broken.getInvalidValue()),
						ConstraintRule.of(broken), false);
				byIndex.computeIfAbsent(index, (key) -> new ArrayList<>()).add(violation);
			}
		}
		Map<Integer, String> problems = new TreeMap<>();
		byIndex.forEach((index, violations) -> {
			violations.sort(Comparator.comparing(Violation::rule));
			problems.put(index, Violation.describe(violations));
		});
		return problems;
	}

	private static @Nullable Integer index(Path path) {
		@Nullable Integer index = null;
		for (Path.Node node : path) {
			if (node.getIndex() != null) {
				index = node.getIndex();
			}
		}
		return index;
	}

}
