package io.tagapi.server.http;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Takes away the {@linkplain DisregardedHeaders headers} that a server may disregard.
 * Spring Boot makes another one for a management port, because it is listed in
 * {@code META-INF/spring}.
 */
class TomcatHeaders implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addEngineValves(new DisregardedHeaders());
	}

}
