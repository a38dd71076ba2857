package io.tagapi.server.tag;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.tagapi.api.model.UpdateTagRequest;
import io.tagapi.server.http.request.MissingValue;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * An update changes something: the contract's {@code minProperties: 1}, for which the
 * generator makes no constraint.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AtLeastOneProperty.OfRequest.class)
@interface AtLeastOneProperty {

	String message() default "name or description";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default MissingValue.class;

	/** Checks the one request that has this rule. */
	class OfRequest implements ConstraintValidator<AtLeastOneProperty, UpdateTagRequest> {

		@Override
		public boolean isValid(UpdateTagRequest request, ConstraintValidatorContext context) {
			return request.getName().orElse(null) != null || request.getDescription().isPresent();
		}

	}

}
