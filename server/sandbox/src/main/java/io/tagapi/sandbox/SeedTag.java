package io.tagapi.sandbox;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

import io.tagapi.api.model.BulkTagsRequest;
import io.tagapi.api.model.CreateTagRequest;
import io.tagapi.server.tag.NameKey;
import io.tagapi.server.tag.NameText;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * A tag that is there at the beginning.
 *
 * @param id its id; by default a new one
 * @param name its name
 * @param description its description, if any
 * @param deviceIds the devices that carry it, at most 10,000
 */
record SeedTag(@Nullable UUID id, @Nullable String name, @Nullable String description, List<String> deviceIds) {

	private static final int MAX_DEVICES = 10_000;

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	SeedTag(@Nullable UUID id, @Nullable String name, @Nullable String description, @Nullable List<String> deviceIds) {
		this.id = id;
		this.name = (name != null) ? NameText.clean(name) : null;
		this.description = description;
		this.deviceIds = (deviceIds != null) ? List.copyOf(deviceIds).stream().distinct().toList() : List.of();
	}

	NameKey key() {
		return NameKey.of(String.valueOf(this.name));
	}

	/**
	 * By the rules that the contract has for the same values. No more of its devices are
	 * looked at than are needed to see that there are too many.
	 */
	List<String> problems() {
		Stream<String> ofContract = Stream
			.of(VALIDATOR.validateValue(CreateTagRequest.class, "name", this.name),
					VALIDATOR.validateValue(CreateTagRequest.class, "description", JsonNullable.of(this.description)),
					this.deviceIds.isEmpty() ? List.<jakarta.validation.ConstraintViolation<?>>of()
							: VALIDATOR.validateValue(BulkTagsRequest.class, "deviceIds", firstDeviceIds()))
			.flatMap((violations) -> violations.stream())
			.map((violation) -> violation.getPropertyPath() + " " + violation.getMessage());
		return Stream.concat(ofContract, problemsInWords()).sorted().toList();
	}

	/** What the contract says in words. */
	private Stream<String> problemsInWords() {
		return Stream
			.of(problem(this.name, Character::isISOControl, "name must not contain control characters"),
					problem(this.description, (c) -> c == 0, "description must not contain the character NUL"),
					invisible(), problem(this.name, SeedTag::isHalf, "name must not contain half a surrogate pair"),
					problem(this.description, SeedTag::isHalf, "description must not contain half a surrogate pair"))
			.flatMap(Function.identity());
	}

	private Stream<String> invisible() {
		return (this.name == null || NameText.isVisible(this.name)) ? Stream.empty()
				: Stream.of("name " + NameText.RULE);
	}

	private static Stream<String> problem(@Nullable String text, IntPredicate wrong, String problem) {
		return (text != null && text.codePoints().anyMatch(wrong)) ? Stream.of(problem) : Stream.empty();
	}

	private static boolean isHalf(int codePoint) {
		return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
	}

	private List<String> firstDeviceIds() {
		return this.deviceIds.subList(0, Math.min(this.deviceIds.size(), MAX_DEVICES + 1));
	}

}
