package io.tagapi.server.device;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

import io.tagapi.server.http.request.MissingValue;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraintvalidation.SupportedValidationTarget;
import jakarta.validation.constraintvalidation.ValidationTarget;
import org.jspecify.annotations.Nullable;

/**
 * A search for devices names a tag that they carry. No keyword of the contract can say so
 * of several parameters.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AtLeastOneTag.OfSearch.class)
@interface AtLeastOneTag {

	String message() default "allTags or anyTags";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default MissingValue.class;

	/**
	 * Looks at the arguments: the customer, {@code allTags} and {@code anyTags} come
	 * first.
	 */
	@SupportedValidationTarget(ValidationTarget.PARAMETERS)
	class OfSearch implements ConstraintValidator<AtLeastOneTag, Object[]> {

		@Override
		public boolean isValid(@Nullable Object[] arguments, ConstraintValidatorContext context) {
			return isGiven(arguments[1]) || isGiven(arguments[2]);
		}

		private static boolean isGiven(@Nullable Object tagIds) {
			return tagIds instanceof List<?> list && !list.isEmpty();
		}

	}

}
