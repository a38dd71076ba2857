package io.tagapi.server.http.response;

import java.io.IOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/**
 * Writes a response as a whole, with its length, which takes one packet where parts take
 * two or more. Also nothing is sent of a response that cannot be written to its end.
 */
public class JsonWriter extends JacksonJsonHttpMessageConverter {

	public JsonWriter(JsonMapper mapper) {
		super(mapper);
	}

	@Override
	protected void writeInternal(Object body, ResolvableType type, HttpOutputMessage response,
			@Nullable Map<String, Object> hints) throws IOException {
		byte[] json = (body instanceof WrittenJson written) ? written.bytes() : getMapper().writeValueAsBytes(body);
		// Spring would repeat all parameters of the range that the client accepts.
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		response.getHeaders().setContentLength(json.length);
		response.getBody().write(json);
	}

}
