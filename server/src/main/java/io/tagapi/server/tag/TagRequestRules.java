package io.tagapi.server.tag;

import io.tagapi.api.model.CreateTagRequest;
import io.tagapi.api.model.UpdateTagRequest;
import io.tagapi.server.http.request.RequestRules;
import io.tagapi.server.http.request.StringReader;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.cfg.GenericConstraintDef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * The rules of the requests that create and update tags: an update changes something, and
 * a name is cleaned before its limits are checked.
 */
@Component
class TagRequestRules implements RequestRules {

	@Override
	public void addConstraints(ConstraintMapping mapping) {
		mapping.type(UpdateTagRequest.class).constraint(new GenericConstraintDef<>(AtLeastOneProperty.class));
	}

	@Override
	public void addReaders(JsonMapper.Builder mapper) {
		mapper.addMixIn(CreateTagRequest.class, WithName.class).addMixIn(UpdateTagRequest.class, WithName.class);
	}

	@SuppressWarnings("UnusedMethod")
	private interface WithName {

		@JsonDeserialize(using = NameReader.class)
		void setName(@Nullable String name);

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
