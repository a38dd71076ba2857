package io.tagapi.server.http.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads a list no further than the contract allows it to be: what is beyond its
 * {@code maxItems} is passed over, and no element of it is looked at. A list may be
 * absent, and null is not the same.
 */
final class ListReader extends StdDeserializer<List<@Nullable Object>> {

	private final JavaType elementType;

	private final @Nullable Size limits;

	private final @Nullable ElementRules elementRules;

	private final @Nullable ValueDeserializer<Object> elementReader;

	ListReader(JavaType elementType) {
		this(elementType, null, null, null);
	}

	private ListReader(JavaType elementType, @Nullable Size limits, @Nullable ElementRules elementRules,
			@Nullable ValueDeserializer<Object> elementReader) {
		super(List.class);
		this.elementType = elementType;
		this.limits = limits;
		this.elementRules = elementRules;
		this.elementReader = elementReader;
	}

	@Override
	public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
		return new ListReader(this.elementType, (property != null) ? property.getAnnotation(Size.class) : null,
				ElementRules.of(property), context.findContextualValueDeserializer(this.elementType, property));
	}

	@Override
	public @Nullable List<@Nullable Object> deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.isExpectedStartArrayToken()) {
			StrictJson.report(context, "must be an array", null, false);
			parser.skipChildren();
			return null;
		}
		List<@Nullable Object> elements = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			if (this.limits != null && elements.size() == this.limits.max()) {
				passOver(parser);
				StrictJson.report(context, ConstraintRule.size(this.limits, false), null, false);
				return null;
			}
			elements.add(element(parser, context));
		}
		return elements;
	}

	private @Nullable Object element(JsonParser parser, DeserializationContext context) {
		ValueDeserializer<Object> reader = Objects.requireNonNull(this.elementReader);
		if (parser.hasToken(JsonToken.VALUE_NULL)) {
			return reader.getNullValue(context);
		}
		@Nullable Object element = reader.deserialize(parser, context);
		return (this.elementRules != null && element instanceof String text)
				? valid(text, this.elementRules.brokenBy(text), context) : element;
	}

	/** Returns null for an element that breaks a rule. */
	private static @Nullable String valid(String text, List<String> brokenRules, DeserializationContext context) {
		if (brokenRules.isEmpty()) {
			return text;
		}
		Violations all = (Violations) context.getAttribute(StrictJson.VIOLATIONS);
		@Nullable MalformedElements tolerated = (MalformedElements) context.getAttribute(MalformedElements.READER_ATTRIBUTE);
		Violation first = StrictJson.violation(context, brokenRules.getFirst(), text, false);
		if (tolerated != null && first.index() != null && first.field().equals(tolerated.list())) {
			tolerated.add(first.index(), text, brokenRules);
		}
		else {
			brokenRules.forEach((rule) -> all.add(StrictJson.violation(context, rule, text, false)));
		}
		return null;
	}

	private static void passOver(JsonParser parser) {
		do {
			parser.skipChildren();
		}
		while (parser.nextToken() != JsonToken.END_ARRAY);
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) {
		StrictJson.report(context, "must not be null", null, true);
		return null;
	}

}
