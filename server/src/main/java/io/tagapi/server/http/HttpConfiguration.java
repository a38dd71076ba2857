package io.tagapi.server.http;

import io.tagapi.server.http.error.ErrorResponseWriter;
import io.tagapi.server.http.response.AcceptCheck;
import io.tagapi.server.http.response.JsonWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Replaces Spring's own reading of requests by the strict one, its writing of responses
 * by one that writes them whole, and Tomcat's error pages by the error object.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebMvcConfigurer {

	private final String basePath;

	private final JsonMapper mapper;

	HttpConfiguration(@Value("${tag-api.base-path}") String basePath, JsonMapper mapper) {
		this.basePath = basePath;
		this.mapper = mapper;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new AcceptCheck()).addPathPatterns(this.basePath + "/**");
	}

	@Override
	public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
		converters.withJsonConverter(new JsonWriter(this.mapper));
	}

	@Bean
	TomcatErrors tomcatErrors(ErrorResponseWriter errors) {
		return new TomcatErrors(errors);
	}

	/** Tomcat's own response to TRACE would allow methods that the path does not have. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> traceReachesTraceFilter() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
	}

	/**
	 * Parameters are those of the query. To look at one, Tomcat would read a form first,
	 * which the thread would wait for before anything is counted or authorized.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> formsAreNotParameters() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> connector.setParseBodyMethods(""));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> responseHeaderLimit(ErrorResponseWriter errors) {
		return (factory) -> factory.addContextValves(new ResponseHeaderLimit(errors));
	}

	@Bean
	TomcatHeaders tomcatHeaders() {
		return new TomcatHeaders();
	}

}
