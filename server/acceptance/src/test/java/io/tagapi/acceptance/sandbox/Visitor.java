package io.tagapi.acceptance.sandbox;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tagapi.acceptance.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser, which is sent nowhere by itself.
 */
final class Visitor {

	static final String LOGIN = "/ams/v1/oauth2/login";

	private static final Pattern CSRF = Pattern.compile("name=\"(_csrf)\" value=\"([^\"]+)\"");

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final URI server;

	Visitor(URI server) {
		this.server = server;
	}

	CookieStore cookies() {
		return this.cookies.getCookieStore();
	}

	void keep(HttpCookie cookie) {
		cookie.setPath("/");
		cookie.setVersion(0);
		cookies().add(this.server, cookie);
	}

	Response get(String address) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(this.server.resolve(address)));
	}

	Response post(String address, String form) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(this.server.resolve(address))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
	}

	Response logIn(String password) throws IOException, InterruptedException {
		Matcher csrf = CSRF.matcher(get(LOGIN).body());
		assertThat(csrf.find()).isTrue();
		return post(LOGIN, "username=sandbox&password=" + password + "&" + csrf.group(1) + "=" + csrf.group(2));
	}

	private Response send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return new Response(this.http.send(request.build(), BodyHandlers.ofString()));
	}

}
