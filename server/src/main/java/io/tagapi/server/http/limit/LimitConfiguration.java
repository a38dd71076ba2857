package io.tagapi.server.http.limit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives Tomcat the threads and the time limits of this server, and says which paths have
 * operations.
 */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionLimits(QueueingExecutor requestThreads,
			ClosedConnections closed) {
		return new ConnectionLimits(requestThreads, closed);
	}

	@Bean
	OperationPaths operationPaths(@Value("${tag-api.base-path}") String basePath,
			ObjectProvider<OperationPath> others) {
		return new OperationPaths(basePath, others.stream().toList());
	}

	@Bean(destroyMethod = "shutdown")
	QueueingExecutor requestThreads(LimitProperties limits) {
		return QueueingExecutor.of(limits.maxConcurrentRequests(), "request");
	}

	@Bean
	MeterBinder requestMetrics(QueueingExecutor threads, LimitProperties limits) {
		return (registry) -> {
			Gauge.builder("tag.api.requests.active", threads, QueueingExecutor::getActiveCount)
				.description("Requests that are worked on")
				.register(registry);
			Gauge.builder("tag.api.requests.waiting", threads, (executor) -> executor.getQueue().size())
				.description("Requests that wait for a thread")
				.register(registry);
			Gauge.builder("tag.api.requests.limit", limits, LimitProperties::maxConcurrentRequests)
				.description("How many requests may be worked on")
				.register(registry);
		};
	}

}
