package io.tagapi.server.tag;

import io.tagapi.api.TagsApi;
import io.tagapi.api.model.CreateTagRequest;
import io.tagapi.api.model.SortOrder;
import io.tagapi.api.model.TagSortBy;
import io.tagapi.api.model.UpdateTagRequest;
import io.tagapi.server.http.request.RequestRules;
import io.tagapi.server.http.request.StringReader;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.cfg.GenericConstraintDef;
import org.hibernate.validator.cfg.defs.PatternDef;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * The rules of the requests that create, update and list tags: an update changes
 * something, a name is cleaned before its limits are checked, and the characters that the
 * contract excludes in words are rejected. Dialects of patterns share no way to write
 * those.
 */
@Component
class TagRequestRules implements RequestRules {

	/** The place of the parameter {@code name} of {@code listTags}. */
	private static final int LISTED_NAME = 4;

	@Override
	public void addConstraints(ConstraintMapping mapping) {
		mapping.type(CreateTagRequest.class)
			.getter("name")
			.constraint(withoutControlCharacters())
			.getter("description")
			.constraint(withoutNul());
		mapping.type(UpdateTagRequest.class)
			.constraint(new GenericConstraintDef<>(AtLeastOneProperty.class))
			.getter("name")
			.constraint(withoutControlCharacters())
			.getter("description")
			.constraint(withoutNul());
		mapping.type(TagsApi.class)
			.method("listTags", String.class, Integer.class, Integer.class, String.class, String.class, TagSortBy.class,
					SortOrder.class, String.class)
			.parameter(LISTED_NAME)
			.constraint(withoutControlCharacters());
	}

	private static PatternDef withoutControlCharacters() {
		return new PatternDef().regexp("\\P{Cc}*").message("must not contain control characters");
	}

	private static PatternDef withoutNul() {
		return new PatternDef().regexp("[^\\x00]*").message("must not contain the character NUL");
	}

	@Override
	public void addReaders(JsonMapper.Builder mapper) {
		mapper.addMixIn(CreateTagRequest.class, WithName.class)
			.addMixIn(UpdateTagRequest.class, WithNullableName.class);
	}

	@SuppressWarnings("UnusedMethod")
	private interface WithName {

		@JsonDeserialize(using = NameReader.class)
		void setName(@Nullable String name);

	}

	@SuppressWarnings("UnusedMethod")
	private interface WithNullableName {

		@JsonDeserialize(contentUsing = NameReader.class)
		void setName(JsonNullable<String> name);

	}

	private static final class NameReader extends StringReader {

		@Override
		protected @Nullable String convert(String text, DeserializationContext context) {
			String name = NameText.clean(text);
			if (NameText.isVisible(name)) {
				return name;
			}
			reject(NameText.RULE, context);
			return null;
		}

	}

}
