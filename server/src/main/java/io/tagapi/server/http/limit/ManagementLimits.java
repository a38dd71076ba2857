package io.tagapi.server.http.limit;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Bounds the connections of a management port as those of the API, with threads of its
 * own: neither port holds those of the other. It is for probes and monitoring, so it has
 * few of everything. Spring Boot applies it where there is such a port, because it is
 * listed in {@code META-INF/spring}.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class ManagementLimits {

	/** Health that waits for the database holds one each. */
	static final int THREADS = 20;

	static final int MAX_CONNECTIONS = 500;

	static final int MAX_INCOMPLETE = 50;

	@Bean(destroyMethod = "shutdown")
	QueueingExecutor managementThreads() {
		return QueueingExecutor.of(THREADS, "management");
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementConnectionLimits(
			QueueingExecutor managementThreads, ClosedConnections closed) {
		return new ConnectionLimits(managementThreads, closed) {
			@Override
			void limit(TimedHttp11NioProtocol protocol) {
				super.limit(protocol);
				protocol.limitIncomplete(MAX_INCOMPLETE);
			}
		};
	}

	/** After the setting of Tomcat, which is for both ports. */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementConnections() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> {
			if (connector.getProtocolHandler() instanceof TimedHttp11NioProtocol protocol) {
				protocol.setMaxConnections(Math.min(MAX_CONNECTIONS, protocol.getMaxConnections()));
			}
		});
	}

}
