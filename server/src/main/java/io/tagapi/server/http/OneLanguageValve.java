package io.tagapi.server.http;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

import org.springframework.http.HttpHeaders;

/**
 * Takes away the languages that a client prefers: this server has one. Spring asks for
 * them with each request, and Tomcat makes an error of more than ten.
 */
class OneLanguageValve extends ValveBase {

	OneLanguageValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		request.getCoyoteRequest().getMimeHeaders().removeHeader(HttpHeaders.ACCEPT_LANGUAGE);
		getNext().invoke(request, response);
	}

}
