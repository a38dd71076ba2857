package io.tagapi.server.http.request;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads a value that JSON writes as a string.
 */
abstract class ScalarReader<T> extends StdDeserializer<T> {

	ScalarReader(Class<T> type) {
		super(type);
	}

	abstract @Nullable T read(String text, DeserializationContext context);

	@Override
	public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
		if (parser.hasToken(JsonToken.VALUE_STRING)) {
			return read(parser.getString(), context);
		}
		StrictJson.report(context, "must be a string", null, false);
		parser.skipChildren();
		return null;
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) {
		StrictJson.report(context, "must not be null", null, true);
		return null;
	}

}
