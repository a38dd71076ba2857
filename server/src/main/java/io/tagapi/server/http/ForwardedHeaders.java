package io.tagapi.server.http;

import java.io.IOException;
import java.util.List;

import io.tagapi.server.deployment.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the address by which a client knows this server from {@code Forwarded} or
 * {@code X-Forwarded-…}, if a proxy sends it that the operator trusts. Anybody else could
 * make links lead elsewhere, so what they send is removed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ForwardedHeaders extends OncePerRequestFilter {

	private final List<IpAddressMatcher> proxies;

	private final ForwardedHeaderFilter use = new ForwardedHeaderFilter();

	private final ForwardedHeaderFilter remove = new ForwardedHeaderFilter();

	ForwardedHeaders(Settings settings) {
		this.proxies = settings.trustedProxies().stream().map(IpAddressMatcher::new).toList();
		this.use.setRelativeRedirects(true);
		this.remove.setRemoveOnly(true);
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean trusted = this.proxies.stream().anyMatch((proxy) -> proxy.matches(request.getRemoteAddr()));
		(trusted ? this.use : this.remove).doFilter(request, response, chain);
	}

}
