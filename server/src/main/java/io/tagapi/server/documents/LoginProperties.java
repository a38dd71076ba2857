package io.tagapi.server.documents;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the login of Swagger UI.
 *
 * @param clientId the public client with which it logs people in
 * @param scopePrefix what the issuer wants before the name of a scope, such as
 * {@code api://…/} for Entra ID
 * @param parameters what else is sent to the issuer, such as {@code audience} for Auth0
 */
@ConfigurationProperties("tag-api.swagger-ui")
record LoginProperties(@Nullable String clientId, @Nullable String scopePrefix,
		@DefaultValue Map<String, String> parameters) {
}
