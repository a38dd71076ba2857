package io.tagapi.server.documents;

import java.net.URI;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * What a browser may do on the pages of this server: run their scripts and talk to this
 * server, and nothing else. Swagger UI may also request tokens from the issuer.
 */
@Component
public class ContentSecurityPolicy implements HeaderWriter {

	private static final String BEGINNING = """
			default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
			form-action 'self'; frame-ancestors 'none'; base-uri 'none'; connect-src 'self'""";

	private final TokenFlowSource tokens;

	ContentSecurityPolicy(TokenFlowSource tokens) {
		this.tokens = tokens;
	}

	@Override
	public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		boolean swaggerUi = request.getServletPath().equals(SwaggerUiPage.PATH);
		response.setHeader("Content-Security-Policy", swaggerUi ? BEGINNING + issuers() : BEGINNING);
		response.setHeader("Referrer-Policy", "no-referrer");
	}

	private String issuers() {
		TokenFlows flows = this.tokens.flows();
		return Stream.of(flows.clientCredentials(), flows.authorizationCode())
			.filter(Objects::nonNull)
			.map(TokenFlow::tokenUrl)
			.filter(Objects::nonNull)
			.map(ContentSecurityPolicy::origin)
			.distinct()
			.collect(Collectors.joining());
	}

	private static String origin(@Nullable URI address) {
		return (address != null) ? " " + address.getScheme() + "://" + address.getRawAuthority() : "";
	}

}
