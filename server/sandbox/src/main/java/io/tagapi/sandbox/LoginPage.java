package io.tagapi.sandbox;

import io.tagapi.server.documents.Page;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Where the sandbox asks a person to log in, before it hands an authorization code to
 * Swagger UI. The user is filled in: it is as public as the rest of the sandbox.
 */
@Controller
class LoginPage {

	static final String PATH = SandboxTokens.ENDPOINTS + "/login";

	/** Where Spring Security leads to when the password was wrong. */
	static final String FAILED = "error";

	static final String USER = "sandbox";

	private final Page form = Page.named("login.html");

	private final String failure = Page.named("login-failed.html").html();

	@GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
	@ResponseBody
	String show(HttpServletRequest request, CsrfToken csrf) {
		boolean failed = request.getParameter(FAILED) != null;
		return this.form.withHtml("failure", failed ? this.failure : "")
			.with("user", USER)
			.with("csrfParameter", csrf.getParameterName())
			.with("csrfToken", csrf.getToken())
			.html();
	}

}
