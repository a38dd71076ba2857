package io.tagapi.server.http.request;

import java.time.Duration;

import jakarta.validation.constraints.Size;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Replaces Spring's own reading of requests by the strict one.
 */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

	@Bean
	static WebMvcRegistrations operationHandling(ObjectProvider<RequestReader> reader,
			ObjectProvider<OperationResponses> responses, @Value("${tag-api.request-timeout}") Duration timeLimit) {
		return new WebMvcRegistrations() {
			@Override
			public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
				return new OperationHandlerAdapter(reader.getObject(), responses.getObject(), timeLimit);
			}

			@Override
			public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
				return new OperationHandlerMapping();
			}
		};
	}

	@Bean
	static ValidationConfigurationCustomizer limitsOfTheContract(ObjectProvider<RequestRules> rules) {
		return (configuration) -> {
			if (configuration instanceof HibernateValidatorConfiguration hibernate) {
				ConstraintMapping mapping = hibernate.createConstraintMapping();
				mapping.constraintDefinition(Size.class).validatedBy(TextSizeValidator.class);
				rules.forEach((rule) -> rule.addConstraints(mapping));
				hibernate.addMapping(mapping);
			}
		};
	}

}
