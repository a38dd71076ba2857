package io.tagapi.server.web;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.tagapi.server.error.ApiException;
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
 * refuses a request with everything that is wrong with it. Spring's own reading stops at
 * the first problem, takes an empty number for an absent one and joins a parameter that
 * is given twice.
 */
@Component
class RequestReader {

	private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

	private static final Pattern UUID_TEXT = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private final Map<HandlerMethod, Argument[]> operations = new ConcurrentHashMap<>();

	private final Validator validator;

	private final RequestBodyReader bodyReader;

	RequestReader(Validator validator, RequestBodyReader bodyReader) {
		this.validator = validator;
		this.bodyReader = bodyReader;
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
		List<Violation> violations = new ArrayList<>();
		for (int i = 0; i < arguments.length; i++) {
			Argument argument = arguments[i];
			values[i] = switch (argument.in()) {
				case QUERY -> query(argument, request.getParameterValues(argument.name()), violations);
				case PATH -> convert(argument, pathVariable(request, argument.name()), violations);
				case BODY -> this.bodyReader.read(request, argument.parameter().getParameterType(), violations);
			};
		}
		addBrokenConstraints(operation, arguments, values, violations);
		if (!violations.isEmpty()) {
			List<String> order = Stream.of(arguments).map(Argument::name).toList();
			violations
				.sort(Comparator.comparingInt((violation) -> order.indexOf(violation.field()) & Integer.MAX_VALUE));
			String specifics = Violation.describe(violations);
			throw violations.stream().anyMatch(Violation::missing) ? ApiException.missing(specifics)
					: ApiException.invalid(specifics);
		}
		return values;
	}

	private static @Nullable Object query(Argument argument, String @Nullable [] given, List<Violation> violations) {
		if (given != null && given.length > 1) {
			violations.add(Violation.invalid(argument.name(), "must be given only once"));
			return null;
		}
		@Nullable String text = (given != null) ? given[0] : argument.defaultValue();
		return (text != null) ? convert(argument, text, violations) : null;
	}

	private static String pathVariable(HttpServletRequest request, String name) {
		Map<?, ?> variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return String.valueOf(variables.get(name));
	}

	private static @Nullable Object convert(Argument argument, String text, List<Violation> violations) {
		Class<?> type = argument.parameter().getParameterType();
		if (type == String.class) {
			return text;
		}
		if (type == Integer.class) {
			return toInteger(argument, text, violations);
		}
		if (type == UUID.class) {
			if (isUuid(text)) {
				return UUID.fromString(text);
			}
			violations.add(Violation.invalid(argument.name(), "must be a UUID"));
			return null;
		}
		throw new IllegalStateException("The contract has a type of parameter that is not read yet: " + type);
	}

	private static @Nullable Integer toInteger(Argument argument, String text, List<Violation> violations) {
		if (!INTEGER.matcher(text).matches()) {
			violations.add(Violation.invalid(argument.name(), "must be an integer"));
			return null;
		}
		if (text.length() > 20 || new BigInteger(text).bitLength() >= Integer.SIZE) {
			violations.add(Violation.invalid(argument.name(), ConstraintRule.range(argument.parameter())));
			return null;
		}
		return Integer.valueOf(text);
	}

	static boolean isUuid(String text) {
		return UUID_TEXT.matcher(text).matches();
	}

	private void addBrokenConstraints(HandlerMethod operation, Argument[] arguments, @Nullable Object[] values,
			List<Violation> violations) {
		List<Violation> known = List.copyOf(violations);
		this.validator.forExecutables()
			.validateParameters(operation.getBean(), operation.getMethod(), values)
			.stream()
			.map((violation) -> violation(violation, arguments))
			.filter((violation) -> known.stream().noneMatch(violation::isCoveredBy))
			.distinct()
			.sorted(Comparator.comparing(Violation::field)
				.thenComparing(Violation::index, Comparator.nullsFirst(Comparator.naturalOrder()))
				.thenComparing(Violation::rule))
			.forEach(violations::add);
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
		return switch (violation.getConstraintDescriptor().getAnnotation()) {
			case NotNull _ -> Violation.missing(field);
			case AtLeastOneProperty rule -> Violation.missing(rule.message());
			default -> new Violation(field, index, value, ConstraintRule.of(violation, argument.parameter()), false);
		};
	}

}
