package io.tagapi.server.device;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

import io.tagapi.api.model.ChangeDeviceTagsRequest;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/**
 * No tag is both to assign and to take off, which no schema can say.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DisjointTags.OfChange.class)
@interface DisjointTags {

	String message() default "";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/** Checks the one request that has this rule. */
	class OfChange implements ConstraintValidator<DisjointTags, ChangeDeviceTagsRequest> {

		@Override
		public boolean isValid(ChangeDeviceTagsRequest request, ConstraintValidatorContext context) {
			NavigableSet<UUID> both = tags(request.getAssignTagIds().orElse(null));
			both.retainAll(tags(request.getUnassignTagIds().orElse(null)));
			if (both.isEmpty()) {
				return true;
			}
			context.disableDefaultConstraintViolation();
			context.buildConstraintViolationWithTemplate("must not name what assignTagIds names: tag " + both.first())
				.addPropertyNode("unassignTagIds")
				.addConstraintViolation();
			return false;
		}

		/** An element that could not be read is null, and already reported. */
		private static NavigableSet<UUID> tags(@Nullable List<UUID> tagIds) {
			NavigableSet<UUID> tags = new TreeSet<>();
			if (tagIds != null) {
				tagIds.stream().filter(Objects::nonNull).forEach(tags::add);
			}
			return tags;
		}

	}

}
