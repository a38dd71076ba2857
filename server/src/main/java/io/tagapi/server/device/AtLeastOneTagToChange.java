package io.tagapi.server.device;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.tagapi.api.model.ChangeDeviceTagsRequest;
import io.tagapi.server.http.request.MissingValue;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import org.springframework.util.CollectionUtils;

/**
 * A change of a device's tags names a tag in one of its two lists.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AtLeastOneTagToChange.OfRequest.class)
@interface AtLeastOneTagToChange {

	String message() default "assignTagIds or unassignTagIds";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default MissingValue.class;

	/** Checks the one request that has this rule. */
	class OfRequest implements ConstraintValidator<AtLeastOneTagToChange, ChangeDeviceTagsRequest> {

		@Override
		public boolean isValid(ChangeDeviceTagsRequest request, ConstraintValidatorContext context) {
			return !CollectionUtils.isEmpty(request.getAssignTagIds().orElse(null))
					|| !CollectionUtils.isEmpty(request.getUnassignTagIds().orElse(null));
		}

	}

}
