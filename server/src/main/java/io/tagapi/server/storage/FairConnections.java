package io.tagapi.server.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.tagapi.server.http.limit.LimitProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the rules of {@link ConnectionShares} before the pool that Spring Boot makes.
 */
@Configuration(proxyBeanMethods = false)
class FairConnections {

	@Bean
	static BeanPostProcessor fairDataSource(ObjectProvider<LimitProperties> limits) {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof HikariDataSource pool)
						? new FairDataSource(pool, limits.getObject().maxConcurrentRequests() / 2) : bean;
			}
		};
	}

}
