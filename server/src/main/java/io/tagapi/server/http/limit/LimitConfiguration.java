package io.tagapi.server.http.limit;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives Tomcat the threads and the time limits of this server.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> headerTimeLimit() {
		return (factory) -> factory.setProtocol(TimedHttp11NioProtocol.class.getName());
	}

	@Bean(destroyMethod = "shutdown")
	QueueingExecutor requestThreads(LimitProperties limits) {
		return QueueingExecutor.of(limits.maxConcurrentRequests());
	}

	@Bean
	TomcatProtocolHandlerCustomizer<TimedHttp11NioProtocol> requestThreadsOfTomcat(QueueingExecutor threads) {
		return (protocol) -> protocol.setExecutor(threads);
	}

}
