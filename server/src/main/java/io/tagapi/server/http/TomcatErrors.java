package io.tagapi.server.http;

import io.tagapi.server.http.error.ErrorResponseWriter;
import io.tagapi.server.http.error.ErrorValve;
import org.apache.catalina.core.StandardHost;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Replaces Tomcat's error pages by the error object, whatever fails. Spring Boot makes
 * another one for a management port, whose Tomcat has a context of its own, because it is
 * listed in {@code META-INF/spring}. It comes first, so that no valve is before its own.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class TomcatErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final ErrorResponseWriter errors;

	TomcatErrors(ErrorResponseWriter errors) {
		this.errors = errors;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addEngineValves(new EngineFailures(this.errors));
		factory.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ErrorValve.class.getName());
			}
		});
	}

}
