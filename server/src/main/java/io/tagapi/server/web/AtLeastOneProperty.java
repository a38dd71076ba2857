package io.tagapi.server.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.tagapi.api.model.ChangeDeviceTagsRequest;
import io.tagapi.api.model.UpdateTagRequest;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import org.springframework.util.CollectionUtils;

/**
 * One of several optional properties has to be there: the contract's
 * {@code minProperties: 1}, for which the generator makes no constraint, and the two
 * lists of a change of tags, of which one has to name a tag.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = { AtLeastOneProperty.OfUpdate.class, AtLeastOneProperty.OfChange.class })
@interface AtLeastOneProperty {

	/** The properties. */
	String message();

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/** Checks an update: something has to be updated. */
	class OfUpdate implements ConstraintValidator<AtLeastOneProperty, UpdateTagRequest> {

		@Override
		public boolean isValid(UpdateTagRequest request, ConstraintValidatorContext context) {
			return request.getName() != null || request.getDescription().isPresent();
		}

	}

	/** Checks a change of tags: there has to be a tag. */
	class OfChange implements ConstraintValidator<AtLeastOneProperty, ChangeDeviceTagsRequest> {

		@Override
		public boolean isValid(ChangeDeviceTagsRequest request, ConstraintValidatorContext context) {
			return !CollectionUtils.isEmpty(request.getAssignTagIds())
					|| !CollectionUtils.isEmpty(request.getUnassignTagIds());
		}

	}

}
