package io.tagapi.server.operating;

import java.io.IOException;

import io.tagapi.server.http.limit.HealthPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the endpoints of the actuator read no body of a {@code GET} or {@code HEAD}
 * request. They would wait for one that is announced, with a thread, although it means
 * nothing to them. Spring Boot makes another one for a management port, because it is
 * listed in {@code META-INF/spring}.
 */
@Component
class BodilessEndpoints extends OncePerRequestFilter {

	private final HealthPaths health;

	BodilessEndpoints(HealthPaths health) {
		this.health = health;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		boolean isRead = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
		return !isRead || !this.health.include(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		chain.doFilter(new BodilessRequest(request), response);
	}

	private static final class BodilessRequest extends HttpServletRequestWrapper {

		BodilessRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public ServletInputStream getInputStream() {
			return new NoBody();
		}

	}

	private static final class NoBody extends ServletInputStream {

		@Override
		public int read() {
			return -1;
		}

		@Override
		public boolean isFinished() {
			return true;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("There is no body to listen to");
		}

	}

}
