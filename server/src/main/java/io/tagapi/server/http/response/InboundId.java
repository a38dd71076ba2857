package io.tagapi.server.http.response;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * An id that the client or a proxy has given to a request. It is kept beside that of the
 * server if it is well-formed: nobody can forge a line of the log. It is not verified,
 * and several requests may have the same one.
 */
public enum InboundId {

	/** The id of the request by its client, or by the last proxy that has made one. */
	CLIENT_REQUEST_ID(RequestId.HEADER, "clientRequestId", "([A-Za-z0-9._:/+=-]{1,128})"),

	/** The trace that the request belongs to, by W3C Trace Context. */
	TRACE_ID("traceparent", "traceId", "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

	private final String header;

	private final String logKey;

	private final Pattern form;

	InboundId(String header, String logKey, String form) {
		this.header = header;
		this.logKey = logKey;
		this.form = Pattern.compile(form);
	}

	/** Its name in the log. */
	public String logKey() {
		return this.logKey;
	}

	/**
	 * The id that came with a request.
	 * @param request any request
	 * @return the id, or {@code null} if there is none or it is malformed
	 */
	public @Nullable String of(HttpServletRequest request) {
		@Nullable String value = request.getHeader(this.header);
		if (value == null) {
			return null;
		}
		Matcher matcher = this.form.matcher(value);
		return matcher.matches() ? matcher.group(1) : null;
	}

}
