package io.tagapi.server.http.request;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Reads the arguments of an operation as strictly as the contract states them, and
 * rejects a request with all its problems. Spring's own reading stops at the first
 * problem, takes an empty number for an absent one and joins a parameter that is given
 * twice.
 */
@Component
class RequestReader {

	private final Map<HandlerMethod, Argument[]> operations = new ConcurrentHashMap<>();

	private final Validator validator;

	private final RequestBodyReader bodyReader;

	private final List<RequestRules> rules;

	RequestReader(Validator validator, RequestBodyReader bodyReader, List<RequestRules> rules) {
		this.validator = validator;
		this.bodyReader = bodyReader;
		this.rules = rules;
	}

	/**
	 * Reads all arguments of an operation.
	 * @param operation a method of a generated controller
	 * @param request the request to read
	 * @return the values, in the order of the method's parameters
	 * @throws ApiException if anything is missing or invalid; it names all of it
	 */
	@Nullable Object[] read(HandlerMethod operation, HttpServletRequest request) {
		Argument[] arguments = this.operations.computeIfAbsent(operation, Argument::of);
		@Nullable Object[] values = new Object[arguments.length];
		Violations violations = new Violations();
		for (int i = 0; i < arguments.length; i++) {
			if (arguments[i].in() != Argument.In.BODY) {
				values[i] = new ParameterReader(arguments[i], violations).read(given(arguments[i], request));
			}
		}
		violations.addUnknownParameters(request, queryParameters(arguments));
		@Nullable MalformedElements tolerated = toleratedElements(arguments, values);
		for (int i = 0; i < arguments.length; i++) {
			if (arguments[i].in() == Argument.In.BODY) {
				Class<?> type = arguments[i].parameter().getParameterType();
				values[i] = this.bodyReader.read(request, type, violations, tolerated);
			}
		}
		addBrokenConstraints(operation, arguments, values, violations);
		if (!violations.isEmpty()) {
			throw violations.toException(Stream.of(arguments).map(Argument::name).toList());
		}
		if (tolerated != null) {
			tolerated.attachTo(request);
		}
		return values;
	}

	private static Set<String> queryParameters(Argument[] arguments) {
		return Stream.of(arguments)
			.filter((argument) -> argument.in() == Argument.In.QUERY)
			.map(Argument::name)
			.collect(Collectors.toSet());
	}

	private static List<String> given(Argument argument, HttpServletRequest request) {
		return switch (argument.in()) {
			case QUERY -> query(request, argument.name());
			case PATH -> path(request, argument.name());
			default -> header(request, argument.name());
		};
	}

	private static List<String> query(HttpServletRequest request, String name) {
		String @Nullable [] given = request.getParameterValues(name);
		return (given != null) ? List.of(given) : List.of();
	}

	private static List<String> path(HttpServletRequest request, String name) {
		Map<?, ?> variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return List.of(String.valueOf(variables.get(name)));
	}

	/** RFC 9110, section 5.3: a header that is there twice is a list. */
	private static List<String> header(HttpServletRequest request, String name) {
		List<String> lines = Collections.list(request.getHeaders(name));
		return lines.isEmpty() ? lines : List.of(String.join(", ", lines));
	}

	private void addBrokenConstraints(HandlerMethod operation, Argument[] arguments, @Nullable Object[] values,
			Violations violations) {
		this.validator.forExecutables()
			.validateParameters(operation.getBean(), operation.getMethod(), values)
			.stream()
			.map((violation) -> violation(violation, arguments))
			.filter((violation) -> !violations.covers(violation))
			.distinct()
			.sorted(Comparator.comparing(Violation::field)
				.thenComparing(Violation::index, Comparator.nullsFirst(Comparator.naturalOrder()))
				.thenComparing(Violation::rule))
			.forEach(violations::add);
	}

	private @Nullable MalformedElements toleratedElements(Argument[] arguments, @Nullable Object[] values) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		for (int i = 0; i < arguments.length; i++) {
			parameters.put(arguments[i].name(), values[i]);
		}
		for (RequestRules rule : this.rules) {
			@Nullable String list = rule.listToleratingMalformedElements(parameters);
			if (list != null) {
				return new MalformedElements(list);
			}
		}
		return null;
	}

	private static Violation violation(ConstraintViolation<Object> violation, Argument[] arguments) {
		String field = "";
		@Nullable Integer index = null;
		Argument argument = arguments[0];
		for (Path.Node node : violation.getPropertyPath()) {
			if (node.getKind() == ElementKind.PARAMETER) {
				argument = arguments[node.as(Path.ParameterNode.class).getParameterIndex()];
				field = argument.name();
			}
			else if (node.getKind() == ElementKind.PROPERTY) {
				field = node.getName();
			}
			else if (node.getIndex() != null) {
				index = node.getIndex();
			}
		}
		@Nullable String value = (violation.getInvalidValue() instanceof String text) ? text : null;
		if (violation.getConstraintDescriptor().getAnnotation() instanceof NotNull) {
			return Violation.missing(argument.in(), field);
		}
		if (violation.getConstraintDescriptor().getPayload().contains(MissingValue.class)) {
			return Violation.missing(argument.in(), violation.getMessage());
		}
		return new Violation(argument.in(), field, index, value, ConstraintRule.of(violation, argument.parameter()),
				false);
	}

}
