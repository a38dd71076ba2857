package io.tagapi.server.http.request;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullableJackson3Module;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.CollectionType;

/**
 * Reads JSON without leniency: no unknown or duplicate property, no value of another
 * type, no trailing text. Problems with values are collected, so that all can be named.
 */
final class StrictJson {

	/** The attribute of a reader that takes the problems: {@link Violations}. */
	static final Object VIOLATIONS = Violations.class;

	/** Ten times as many as the largest valid body has. */
	private static final long MAX_TOKENS = 100_000;

	private StrictJson() {
	}

	static JsonMapper mapper(Iterable<RequestRules> rules) {
		SimpleModule values = new SimpleModule();
		values.addDeserializer(String.class, new StringReader());
		values.addDeserializer(UUID.class, new UuidReader());
		values.setDeserializerModifier(new ListReaders());
		JsonMapper.Builder mapper = JsonMapper
			.builder(JsonFactory.builder()
				.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
				.streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
				.build())
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.addModules(values, new JsonNullableJackson3Module())
			.addHandler(new ProblemCollector());
		rules.forEach((rule) -> rule.addReaders(mapper));
		return mapper.build();
	}

	static void report(DeserializationContext context, String rule, @Nullable String value, boolean missing) {
		Violations violations = (Violations) context.getAttribute(VIOLATIONS);
		violations.addFirst(violation(context, rule, value, missing));
		if (violations.areTooMany()) {
			throw new TooManyProblemsException(context.getParser());
		}
	}

	/** A violation of the value that the parser is at. */
	static Violation violation(DeserializationContext context, String rule, @Nullable String value, boolean missing) {
		TokenStreamContext position = context.getParser().streamReadContext();
		if (context.getParser().currentToken().isStructStart()) {
			position = position.getParent();
		}
		String path = position.pathAsPointer().toString();
		int lastStep = path.lastIndexOf('/');
		return position.inArray()
				? new Violation(Argument.In.BODY, field(path.substring(0, lastStep)),
						Integer.valueOf(path.substring(lastStep + 1)), value, rule, false)
				: new Violation(Argument.In.BODY, field(path), null, value, rule, missing);
	}

	private static String field(String pointer) {
		return pointer.isEmpty() ? "the request body" : pointer.substring(1).replace('/', '.');
	}

	/** Ends the reading: nobody is helped by more problems. */
	static final class TooManyProblemsException extends StreamReadException {

		private static final long serialVersionUID = 1L;

		TooManyProblemsException(JsonParser parser) {
			super(parser, "There are too many problems");
		}

	}

	private static final class UuidReader extends ScalarReader<UUID> {

		UuidReader() {
			super(UUID.class);
		}

		@Override
		@Nullable UUID read(String text, DeserializationContext context) {
			if (ParameterReader.isUuid(text)) {
				return UUID.fromString(text);
			}
			report(context, "must be a UUID", text, false);
			return null;
		}

	}

	private static final class ListReaders extends ValueDeserializerModifier {

		private static final long serialVersionUID = 1L;

		@Override
		public ValueDeserializer<?> modifyCollectionDeserializer(DeserializationConfig config, CollectionType type,
				BeanDescription.Supplier bean, ValueDeserializer<?> deserializer) {
			return new ListReader(type.getContentType());
		}

	}

	private static final class ProblemCollector extends DeserializationProblemHandler {

		@Override
		public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser,
				ValueDeserializer<?> deserializer, Object bean, String property) {
			report(context, "is not a property of this request", null, false);
			parser.skipChildren();
			return true;
		}

		@Override
		public @Nullable Object handleUnexpectedToken(DeserializationContext context, JavaType type, JsonToken token,
				JsonParser parser, String message) {
			report(context, "must be a JSON object", null, false);
			parser.skipChildren();
			return null;
		}

		@Override
		public @Nullable Object handleMissingInstantiator(DeserializationContext context, Class<?> type,
				ValueInstantiator instantiator, JsonParser parser, String message) {
			report(context, "must be a JSON object", null, false);
			return null;
		}

	}

}
