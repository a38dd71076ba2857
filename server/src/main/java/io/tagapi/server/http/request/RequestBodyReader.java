package io.tagapi.server.http.request;

import java.util.List;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Reads the JSON body of a request into its generated model.
 */
@Component
class RequestBodyReader {

	private static final String BODY = "the request body";

	private final JsonMapper mapper;

	RequestBodyReader(List<RequestRules> rules) {
		this.mapper = StrictJson.mapper(rules);
	}

	/**
	 * Reads the body.
	 * @param request the request; its body has not been read
	 * @param type the generated model
	 * @param violations takes what is wrong
	 * @param tolerated takes the elements that are skipped, null if none may be
	 * @return the model as far as it could be read
	 * @throws ApiException if the body is too large
	 */
	@Nullable Object read(HttpServletRequest request, Class<?> type, Violations violations,
			@Nullable MalformedElements tolerated) {
		JsonBody.requireUtf8(request);
		ContentCoding.requireNone(request);
		@Nullable RequestBody received = RequestBody.of(request);
		byte[] body = (received != null) ? received.toBytes() : new byte[0];
		if (isBlank(body)) {
			violations.add(Violation.missing(Argument.In.BODY, BODY));
			return null;
		}
		if (!Utf8.isJsonText(body)) {
			violations.add(Violation.invalid(Argument.In.BODY, BODY, "is not valid UTF-8"));
			return null;
		}
		try {
			@Nullable Object model = this.mapper.readerFor(type)
				.withAttribute(StrictJson.VIOLATIONS, violations)
				.withAttribute(MalformedElements.READER_ATTRIBUTE, tolerated)
				.readValue(body);
			if (model == null && !violations.includeBody(BODY)) {
				violations.add(Violation.missing(Argument.In.BODY, BODY));
			}
			return model;
		}
		catch (StrictJson.TooManyProblemsException ex) {
			return null;
		}
		catch (JacksonException ex) {
			if (!violations.includeBody(BODY)) {
				violations.add(Violation.invalid(Argument.In.BODY, BODY, problem(ex)));
			}
			return null;
		}
	}

	private static boolean isBlank(byte[] body) {
		for (byte character : body) {
			if (!Character.isWhitespace(character)) {
				return false;
			}
		}
		return true;
	}

	private static String problem(JacksonException ex) {
		@Nullable TokenStreamLocation location = ex.getLocation();
		if (ex instanceof StreamConstraintsException || location == null) {
			return "is nested too deeply, or holds too many values or a name or number that is too long";
		}
		String what = ex.getOriginalMessage().startsWith("Duplicate") ? "holds a property twice" : "is not valid JSON";
		return what + " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
	}

}
