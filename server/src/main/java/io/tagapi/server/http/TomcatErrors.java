package io.tagapi.server.http;

import io.tagapi.server.http.error.ErrorValve;
import org.apache.catalina.core.StandardHost;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Replaces Tomcat's error pages by the error object. Spring Boot makes another one for a
 * management port, whose Tomcat has a context of its own, because it is listed in
 * {@code META-INF/spring}.
 */
class TomcatErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ErrorValve.class.getName());
			}
		});
	}

}
