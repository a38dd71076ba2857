package io.tagapi.server.http.request;

import java.util.function.Function;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Words the constraints that the generator makes of the contract's limits. A pattern is
 * worded by the contract itself, in {@code x-pattern-message}.
 */
final class ConstraintRule {

	private ConstraintRule() {
	}

	static String of(ConstraintViolation<?> violation, MethodParameter parameter) {
		return switch (violation.getConstraintDescriptor().getAnnotation()) {
			case Min _ -> range(parameter);
			case Max _ -> range(parameter);
			default -> of(violation);
		};
	}

	/**
	 * Words the constraints of texts and lists.
	 * @param violation a broken constraint
	 * @return such as "must be 1 to 64 characters long"
	 */
	static String of(ConstraintViolation<?> violation) {
		return switch (violation.getConstraintDescriptor().getAnnotation()) {
			case Size size -> size(size, violation.getInvalidValue() instanceof String);
			default -> violation.getMessage();
		};
	}

	/**
	 * The range of a number.
	 * @param parameter a parameter with a least or a greatest value
	 * @return such as "must be between 1 and 100"
	 */
	static String range(MethodParameter parameter) {
		@Nullable Long min = limit(parameter.getParameterAnnotation(Min.class), Min::value);
		@Nullable Long max = limit(parameter.getParameterAnnotation(Max.class), Max::value);
		return between(min, max);
	}

	private static <A> @Nullable Long limit(@Nullable A annotation, Function<A, Long> value) {
		return (annotation != null) ? value.apply(annotation) : null;
	}

	private static String between(@Nullable Long min, @Nullable Long max) {
		if (min != null && max != null) {
			return "must be between " + min + " and " + max;
		}
		return (min != null) ? "must be at least " + min : "must be at most " + max;
	}

	static String size(Size size, boolean text) {
		String amount = (size.min() > 0) ? size.min() + " to " + size.max() : "at most " + size.max();
		return text ? "must be " + amount + " characters long" : "must have " + amount + " items";
	}

}
