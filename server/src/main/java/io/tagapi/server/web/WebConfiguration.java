package io.tagapi.server.web;

import java.time.Duration;
import java.util.List;

import io.tagapi.api.DevicesApi;
import io.tagapi.api.model.ChangeDeviceTagsRequest;
import io.tagapi.api.model.UpdateTagRequest;
import io.tagapi.server.error.ErrorValve;
import jakarta.validation.constraints.Size;
import org.apache.catalina.core.StandardHost;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.cfg.GenericConstraintDef;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Puts the strict reading of requests and the writing of whole answers in the place of
 * Spring's own, and the error object in the place of Tomcat's error pages.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	private final String basePath;

	private final CustomerLimit customerLimit;

	private final JsonMapper mapper;

	WebConfiguration(@Value("${tag-api.base-path}") String basePath, CustomerLimit customerLimit, JsonMapper mapper) {
		this.basePath = basePath;
		this.customerLimit = customerLimit;
		this.mapper = mapper;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new AcceptCheck()).addPathPatterns(this.basePath + "/**");
		registry.addInterceptor(this.customerLimit).addPathPatterns(this.basePath + "/**");
	}

	@Override
	public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
		converters.withJsonConverter(new JsonWriter(this.mapper));
	}

	@Bean
	WebMvcRegistrations operationHandling(ObjectProvider<RequestReader> reader,
			@Value("${tag-api.request-timeout}") Duration timeLimit) {
		return new WebMvcRegistrations() {
			@Override
			public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
				return new OperationHandlerAdapter(reader.getObject(), timeLimit);
			}

			@Override
			public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
				return new OperationHandlerMapping();
			}
		};
	}

	@Bean
	ValidationConfigurationCustomizer limitsOfTheContract() {
		return (configuration) -> {
			if (configuration instanceof HibernateValidatorConfiguration hibernate) {
				ConstraintMapping mapping = hibernate.createConstraintMapping();
				mapping.constraintDefinition(Size.class).validatedBy(TextSizeValidator.class);
				mapping.type(UpdateTagRequest.class).constraint(atLeastOneOf("name or description"));
				mapping.type(ChangeDeviceTagsRequest.class)
					.constraint(atLeastOneOf("assignTagIds or unassignTagIds"))
					.constraint(new GenericConstraintDef<>(DisjointTags.class));
				mapping.type(DevicesApi.class)
					.method("searchDevices", String.class, List.class, List.class, List.class, Integer.class,
							String.class, Boolean.class, String.class)
					.crossParameter()
					.constraint(new GenericConstraintDef<>(AtLeastOneTag.class));
				hibernate.addMapping(mapping);
			}
		};
	}

	private static GenericConstraintDef<AtLeastOneProperty> atLeastOneOf(String properties) {
		return new GenericConstraintDef<>(AtLeastOneProperty.class).message(properties);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorValve() {
		return (factory) -> factory.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ErrorValve.class.getName());
			}
		});
	}

	/** Tomcat's own response to TRACE would allow methods that the path does not have. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> traceReachesTraceFilter() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> headerTimeLimit() {
		return (factory) -> factory.setProtocol(TimedHttp11NioProtocol.class.getName());
	}

}
