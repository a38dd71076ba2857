package io.tagapi.server.http.request;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanProperty;

/**
 * The contract's limits for the texts of one list. They are applied while the list is
 * read: the standard validator would make an object of about a kilobyte for each element
 * that breaks one, before anybody could count them.
 */
final class ElementRules {

	private final List<Rule> rules = new ArrayList<>();

	private ElementRules(AnnotatedElement element) {
		@Nullable Size size = element.getAnnotation(Size.class);
		if (size != null) {
			TextSizeValidator validator = new TextSizeValidator();
			validator.initialize(size);
			this.rules.add(new Rule(validator::isWithin, ConstraintRule.size(size, true)));
		}
		@Nullable Pattern pattern = element.getAnnotation(Pattern.class);
		if (pattern != null) {
			this.rules
				.add(new Rule(java.util.regex.Pattern.compile(pattern.regexp()).asMatchPredicate(), pattern.message()));
		}
	}

	/**
	 * The limits that the generator has made of the contract's.
	 * @param property a list of a generated model
	 * @return the limits; none where it is another kind of property
	 */
	static @Nullable ElementRules of(@Nullable BeanProperty property) {
		@Nullable AnnotatedType list = (property != null) ? typeOf(property.getMember().getAnnotated()) : null;
		return (list instanceof AnnotatedParameterizedType type)
				? new ElementRules(type.getAnnotatedActualTypeArguments()[0]) : null;
	}

	private static @Nullable AnnotatedType typeOf(AnnotatedElement member) {
		return switch (member) {
			case Field field -> field.getAnnotatedType();
			case Method setter -> setter.getAnnotatedParameterTypes()[0];
			default -> null;
		};
	}

	/**
	 * Checks one element.
	 * @param text the element
	 * @return the rules that it breaks, such as "must be 1 to 64 characters long"
	 */
	List<String> brokenBy(String text) {
		List<String> broken = List.of();
		for (Rule rule : this.rules) {
			if (!rule.isKept().test(text)) {
				broken = new ArrayList<>(broken);
				broken.add(rule.sentence());
			}
		}
		return broken;
	}

	private record Rule(Predicate<String> isKept, String sentence) {
	}

}
