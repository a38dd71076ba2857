package io.tagapi.server.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.tagapi.api.model.UpdateTagRequest;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * The contract's {@code minProperties: 1}, for which the generator makes no constraint.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AtLeastOneProperty.OfUpdate.class)
@interface AtLeastOneProperty {

	String message() default "name or description";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/** Checks the one request that has this rule. */
	class OfUpdate implements ConstraintValidator<AtLeastOneProperty, UpdateTagRequest> {

		@Override
		public boolean isValid(UpdateTagRequest request, ConstraintValidatorContext context) {
			return request.getName() != null || request.getDescription().isPresent();
		}

	}

}
