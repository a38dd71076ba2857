package io.tagapi.server.http.limit;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.stereotype.Component;

/**
 * Where the health is on the port of the API. No limit is for it: a supervisor has to see
 * that the server is alive, however busy it is.
 */
@Component
public class HealthPaths {

	private final String actuator;

	private final Set<String> others;

	@Autowired
	HealthPaths(@Value("${management.endpoints.web.base-path}") String actuator,
			ObjectProvider<HealthEndpointGroups> groups) {
		this(actuator,
				groups.stream()
					.flatMap((all) -> all.getAllWithAdditionalPath(WebServerNamespace.SERVER).stream())
					.map((group) -> Objects.requireNonNull(group.getAdditionalPath()).getValue())
					.collect(Collectors.toSet()));
	}

	/**
	 * Creates them.
	 * @param actuator the path of the actuator
	 * @param others paths such as {@code /livez} that groups of the health have besides
	 */
	HealthPaths(String actuator, Set<String> others) {
		this.actuator = actuator + "/";
		this.others = others;
	}

	/**
	 * Whether a request is for the health, or for another endpoint of the actuator.
	 * @param request the request
	 * @return whether no limit is for it
	 */
	public boolean include(HttpServletRequest request) {
		String path = request.getServletPath();
		return path.startsWith(this.actuator) || this.others.contains(path);
	}

}
