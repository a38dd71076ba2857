package io.tagapi.server.operating;

import java.util.List;
import java.util.function.Supplier;

import io.tagapi.server.deployment.Settings;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorResponseWriter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Guards the endpoints of the actuator: the health is open to all. Anything else that the
 * operator exposes is on a port of its own only, and there for the addresses of a
 * setting. To others it does not exist.
 */
@Configuration(proxyBeanMethods = false)
class ActuatorSecurity {

	@Bean
	@Order(0)
	SecurityFilterChain endpointSecurity(HttpSecurity http, ErrorResponseWriter errors, Environment environment,
			Settings settings) {
		List<String> allowed = settings.management().allowedAddresses();
		boolean ownPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		return http.securityMatcher(EndpointRequest.toAnyEndpoint().excluding(HealthEndpoint.class))
			.csrf((csrf) -> csrf.disable())
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache((cache) -> cache.disable())
			.logout((logout) -> logout.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest()
				.access(new Neighbours(ownPort, allowed.stream().map(IpAddressMatcher::new).toList())))
			.exceptionHandling((exceptions) -> exceptions
				.authenticationEntryPoint((request, response, failure) -> errors.send(request, response, unknown()))
				.accessDeniedHandler((request, response, failure) -> errors.send(request, response, unknown())))
			.build();
	}

	private static ApiException unknown() {
		return ApiException.notFound("there is nothing at this path");
	}

	/**
	 * The clients that may see more than the health. On the port of the API nobody may:
	 * there the address may be that of a proxy.
	 *
	 * @param ownPort whether the endpoints have a port of their own
	 * @param allowed the addresses
	 */
	private record Neighbours(boolean ownPort,
			List<IpAddressMatcher> allowed) implements AuthorizationManager<RequestAuthorizationContext> {

		@Override
		public AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> actor,
				RequestAuthorizationContext context) {
			HttpServletRequest request = context.getRequest();
			return new AuthorizationDecision(this.ownPort
					&& this.allowed.stream().anyMatch((address) -> address.matches(request.getRemoteAddr())));
		}

	}

}
