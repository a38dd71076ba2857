package io.tagapi.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.tagapi.server.http.limit.ResumedRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.Parameters;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A request whose form has been received, with the parameters of the form.
 */
final class FormRequest extends ResumedRequest {

	private final Map<String, String[]> parameters;

	private FormRequest(HttpServletRequest request, Map<String, String[]> parameters) {
		super(request);
		this.parameters = Collections.unmodifiableMap(parameters);
	}

	/**
	 * Reads a form as Tomcat does.
	 * @param request the request, with the parameters of its query
	 * @param form the bytes of the form
	 * @return the request with all parameters, those of the query first
	 */
	static FormRequest of(HttpServletRequest request, byte[] form) {
		Parameters read = new Parameters();
		read.setCharset(StandardCharsets.UTF_8);
		read.processParameters(form, 0, form.length);
		Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameterMap());
		Collections.list(read.getParameterNames())
			.forEach((name) -> parameters.merge(name, read.getParameterValues(name),
					StringUtils::concatenateStringArrays));
		return new FormRequest(request, parameters);
	}

	@Override
	public @Nullable String getParameter(String name) {
		String[] values = getParameterValues(name);
		return (values != null) ? values[0] : null;
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return this.parameters.get(name);
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(this.parameters.keySet());
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		return this.parameters;
	}

}
