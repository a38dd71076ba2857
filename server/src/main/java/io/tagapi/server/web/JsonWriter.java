package io.tagapi.server.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * Writes an answer as a whole, with its length, which takes one packet where parts take
 * two or more. Also nothing is sent of an answer that cannot be written to its end.
 */
class JsonWriter extends JacksonJsonHttpMessageConverter {

	JsonWriter(JsonMapper mapper) {
		super(mapper);
	}

	@Override
	protected void writeInternal(Object body, ResolvableType type, HttpOutputMessage answer,
			@Nullable Map<String, Object> hints) throws IOException {
		FastByteArrayOutputStream json = new FastByteArrayOutputStream(8 * 1024);
		super.writeInternal(body, type, new HttpOutputMessage() {
			@Override
			public OutputStream getBody() {
				return json;
			}

			@Override
			public HttpHeaders getHeaders() {
				return answer.getHeaders();
			}
		}, hints);
		answer.getHeaders().setContentLength(json.size());
		json.writeTo(answer.getBody());
	}

}
