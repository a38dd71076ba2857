package io.tagapi.server.http.request;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Measures a text in characters, as JSON Schema does; the standard validator counts an
 * emoji as two.
 */
public class TextSizeValidator implements ConstraintValidator<Size, String> {

	private int min;

	private int max;

	@Override
	public void initialize(Size size) {
		this.min = size.min();
		this.max = size.max();
	}

	@Override
	public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
		return text == null || isWithin(text);
	}

	boolean isWithin(String text) {
		int length = text.codePointCount(0, text.length());
		return length >= this.min && length <= this.max;
	}

}
