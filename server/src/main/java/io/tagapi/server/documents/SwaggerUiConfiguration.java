package io.tagapi.server.documents;

import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives Swagger UI what it takes from springdoc's document generator, which is switched
 * off: nothing is generated from code.
 */
@Configuration(proxyBeanMethods = false)
class SwaggerUiConfiguration {

	@Bean
	SpringDocConfiguration springDocConfiguration() {
		return new SpringDocConfiguration();
	}

	@Bean
	SpringDocConfigProperties springDocConfigProperties() {
		return new SpringDocConfigProperties();
	}

	@Bean
	ObjectMapperProvider springDocObjectMapperProvider(SpringDocConfigProperties properties) {
		return new ObjectMapperProvider(properties);
	}

}
